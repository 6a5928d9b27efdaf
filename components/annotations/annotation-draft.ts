import type { AnnotationView } from '@/lib/contract/annotations';

/** What the fields of the form hold. */
export interface AnnotationDraft {
  owner: string;
  note: string;
  runbook: string;
}

export const toDraft = ({ owner, note, runbook }: AnnotationView): AnnotationDraft => ({
  owner: owner ?? '',
  note: note ?? '',
  runbook: runbook ?? '',
});

export const NOTHING_ANNOTATED: AnnotationView = {
  owner: null,
  note: null,
  runbook: null,
  revision: null,
  changedAt: null,
  changedBy: null,
};
