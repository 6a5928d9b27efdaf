import 'server-only';
import type { AnnotationView } from '@/lib/contract/annotations';
import type { StoredAnnotation } from '@/lib/domain/ports/annotation-store';
import { toWireOrNull } from './wire-time';

export const toAnnotationView = (stored: StoredAnnotation | null): AnnotationView => ({
  owner: stored?.owner ?? null,
  note: stored?.note ?? null,
  runbook: stored?.runbook ?? null,
  revision: stored?.revision ?? null,
  changedAt: toWireOrNull(stored?.changedAt ?? null),
  changedBy: stored?.changedBy ?? null,
});
