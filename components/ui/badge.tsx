import type { ComponentProps } from 'react';
import { classNames } from './class-names';

const TONES = {
  ok: 'bg-ok-soft text-ok',
  due: 'bg-due-soft text-due',
  warn: 'bg-warn-soft text-warn',
  bad: 'bg-bad-soft text-bad',
  off: 'bg-off-soft text-off',
  managed: 'bg-managed-soft text-managed',
} as const;

export type Tone = keyof typeof TONES;

/** A state in one or two words on its own ground. */
export function Badge({ tone = 'off', className, ...props }: ComponentProps<'span'> & { tone?: Tone }) {
  return (
    <span
      className={classNames(
        'inline-flex items-center gap-1.5 rounded-[5px] px-[7px] py-px text-sm font-medium whitespace-nowrap',
        TONES[tone],
        className,
      )}
      {...props}
    />
  );
}
