import { CAUSE_NAMES } from '@/lib/domain/diagnosis/cause';
import { NEXT_ACTS } from '@/lib/domain/diagnosis/diagnosis';
import { ROTATION_STEPS } from '@/lib/domain/rotation-state';
import { isoTime } from './shared';
import { z } from './zod';

export const diagnosisView = z.strictObject({
  state: z.enum(['failing', 'stuck']),
  since: isoTime.nullable(),
  step: z.enum(ROTATION_STEPS).nullable(),
  /** null: AWS or another service rotates it, without a function. */
  functionName: z.string().nullable(),
  /** AWS's own sentence of the failure. */
  message: z.string().nullable(),
  cause: z.strictObject({ id: z.enum(CAUSE_NAMES), title: z.string(), why: z.string() }),
  /** What the cause was told from. */
  evidence: z.array(z.string()),
  next: z.array(z.strictObject({ text: z.string(), act: z.enum(NEXT_ACTS).nullable() })),
  /** What was not seen, why, and the action or permission to grant for it. */
  unseen: z.array(z.strictObject({ what: z.string(), why: z.string(), grant: z.string().nullable() })),
  /** null: not read. A line that is not `clear` is told by its shape. */
  log: z
    .strictObject({
      group: z.string(),
      from: isoTime,
      to: isoTime,
      lines: z.array(z.strictObject({ at: isoTime, text: z.string(), clear: z.boolean() })),
      /** More was logged in that time than was read. */
      more: z.boolean(),
    })
    .nullable(),
});
export type DiagnosisView = z.infer<typeof diagnosisView>;

/** null: its rotation neither fails nor is stuck. */
export const diagnosisAnswer = z.strictObject({ diagnosis: diagnosisView.nullable() });
export type DiagnosisAnswer = z.infer<typeof diagnosisAnswer>;

export const diagnoseInput = z.strictObject({ logs: z.boolean().optional() });
export type DiagnoseInput = z.infer<typeof diagnoseInput>;
