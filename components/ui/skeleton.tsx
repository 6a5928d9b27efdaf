import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** Where something will stand. Says nothing: the region that holds it is `aria-busy`. */
export function Skeleton({ className, ...props }: ComponentProps<'div'>) {
  return <div aria-hidden className={classNames('animate-pulse rounded-md bg-off-soft', className)} {...props} />;
}
