import type { ComponentProps } from 'react';
import { classNames } from './class-names';

const TONES = {
  plain: 'border-line bg-sunk',
  warn: 'border-warn bg-warn-soft',
  bad: 'border-bad bg-bad-soft',
  ok: 'border-ok bg-ok-soft',
} as const;

/** Something to know, in place. `role="alert"` is for what appears after an act, and the caller's to give. */
export function Notice({ tone = 'plain', className, ...props }: ComponentProps<'div'> & { tone?: keyof typeof TONES }) {
  return <div className={classNames('rounded-lg border px-3 py-2.5', TONES[tone], className)} {...props} />;
}

export function NoticeTitle({ className, ...props }: ComponentProps<'p'>) {
  return <p className={classNames('font-semibold', className)} {...props} />;
}
