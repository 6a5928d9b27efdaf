import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export function PageHeader({ className, ...props }: ComponentProps<'header'>) {
  return (
    <header
      className={classNames('flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-5 py-3', className)}
      {...props}
    />
  );
}

export function PageTitle({ className, children, ...props }: ComponentProps<'h1'>) {
  return (
    <h1 className={classNames('text-lg font-semibold tracking-tight', className)} {...props}>
      {children}
    </h1>
  );
}
