import 'server-only';
import type { DiagnosisAnswer } from '@/lib/contract/diagnosis';
import { CAUSES } from '@/lib/domain/diagnosis/causes';
import type { Diagnosis } from '@/lib/domain/diagnosis/diagnosis';
import { toWire, toWireOrNull } from './wire-time';

export function toDiagnosisAnswer(diagnosis: Diagnosis | null): DiagnosisAnswer {
  if (diagnosis === null) return { diagnosis: null };
  const { cause, since, log, ...rest } = diagnosis;
  const { title, why } = CAUSES[cause];
  return {
    diagnosis: {
      ...rest,
      since: toWireOrNull(since),
      cause: { id: cause, title, why },
      log: log && {
        ...log,
        from: toWire(log.from),
        to: toWire(log.to),
        lines: log.lines.map((line) => ({ ...line, at: toWire(line.at) })),
      },
    },
  };
}
