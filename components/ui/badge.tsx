import type { ComponentProps } from 'react';
import { classNames } from './class-names';

const TONES = {
  ok: 'badge badge-ok',
  due: 'badge badge-due',
  warn: 'badge badge-warn',
  bad: 'badge badge-bad',
  off: 'badge badge-off',
  managed: 'badge badge-managed',
} as const;

export type Tone = keyof typeof TONES;

/** A state in one or two words on its own ground. */
export function Badge({ tone = 'off', className, ...props }: ComponentProps<'span'> & { tone?: Tone }) {
  return <span className={classNames(TONES[tone], className)} {...props} />;
}
