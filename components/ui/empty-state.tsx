import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** In the place of rows: what is missing, why, and the way on. */
export function EmptyState({ className, ...props }: ComponentProps<'div'>) {
  return <div className={classNames('flex flex-col items-start gap-1.5 px-4 py-8 text-ink-2', className)} {...props} />;
}

export function EmptyTitle({ className, ...props }: ComponentProps<'p'>) {
  return <p className={classNames('font-semibold text-ink', className)} {...props} />;
}
