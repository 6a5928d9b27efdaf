import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/** Scrolls by itself where the window is too narrow, so that the page never does; by keyboard, too. */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    <div tabIndex={0} className="relative w-full overflow-x-auto">
      <table className={classNames('w-full border-collapse', className)} {...props} />
    </div>
  );
}

export function TableCaption(props: ComponentProps<'caption'>) {
  return <caption className="sr-only" {...props} />;
}

export function TableHeader({ className, scope = 'col', ...props }: ComponentProps<'th'>) {
  return (
    <th
      scope={scope}
      className={classNames(
        'border-b border-line px-2 py-[7px] text-left text-sm font-medium whitespace-nowrap text-ink-3 first:pl-4 last:pr-4',
        className,
      )}
      {...props}
    />
  );
}

export function TableRow({ className, ...props }: ComponentProps<'tr'>) {
  return <tr className={classNames('[tbody>&:last-child>*]:border-b-0', className)} {...props} />;
}

export function TableCell({ className, ...props }: ComponentProps<'td'>) {
  return (
    <td
      className={classNames('border-b border-line px-2 py-[7px] align-middle first:pl-4 last:pr-4', className)}
      {...props}
    />
  );
}
