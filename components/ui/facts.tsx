import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** Names and values side by side. */
export function Facts({ className, ...props }: ComponentProps<'dl'>) {
  return <dl className={classNames('grid grid-cols-[7.5rem_minmax(0,1fr)] gap-x-3 gap-y-1', className)} {...props} />;
}

export function Fact({ label, children }: { label: string; children: ComponentProps<'dd'>['children'] }) {
  return (
    <>
      <dt className="text-ink-3">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </>
  );
}
