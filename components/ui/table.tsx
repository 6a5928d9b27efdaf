import type { ComponentProps } from 'react';
import { classNames } from './class-names';

/**
 * Scrolls by itself where the window is too narrow, so that the page never does; by keyboard, too. Cells
 * are native: rows.css dresses them. With the class `data-list` its rows are a list on a phone.
 */
export function Table({ className, ...props }: ComponentProps<'table'>) {
  return (
    <div tabIndex={0} className="relative w-full overflow-x-auto">
      <table className={classNames('data-table', className)} {...props} />
    </div>
  );
}

export function TableCaption(props: ComponentProps<'caption'>) {
  return <caption className="sr-only" {...props} />;
}

export function TableHeader({ scope = 'col', ...props }: ComponentProps<'th'>) {
  return <th scope={scope} {...props} />;
}

/** One row of heads, as the names stand. */
export function TableHead({ columns }: { columns: readonly string[] }) {
  return (
    <thead>
      <tr>
        {columns.map((name) => (
          <TableHeader key={name}>{name}</TableHeader>
        ))}
      </tr>
    </thead>
  );
}
