import type { ComponentProps } from 'react';
import { classNames } from './class-names';

export function Kbd({ className, ...props }: ComponentProps<'kbd'>) {
  return (
    <kbd
      className={classNames(
        'inline-block rounded border border-b-2 border-line-strong bg-panel px-1 font-mono text-xs text-ink-3',
        className,
      )}
      {...props}
    />
  );
}
