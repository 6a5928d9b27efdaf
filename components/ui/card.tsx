import type { ComponentProps } from 'react';
import { classNames } from './class-names';

const TONES = { plain: 'border-line', bad: 'border-bad', warn: 'border-warn' } as const;

export function Card({
  tone = 'plain',
  className,
  ...props
}: ComponentProps<'section'> & { tone?: keyof typeof TONES }) {
  return (
    <section
      className={classNames('min-w-0 overflow-hidden rounded-[10px] border bg-panel', TONES[tone], className)}
      {...props}
    />
  );
}

/** The first line of a card: a title, and beside it what qualifies it. */
export function CardHeader({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={classNames('flex flex-wrap items-baseline gap-x-3.5 gap-y-1 px-4 pt-3 pb-2', className)}
      {...props}
    />
  );
}

export function CardTitle({ className, children, ...props }: ComponentProps<'h2'>) {
  return (
    <h2 className={classNames('text-base font-semibold', className)} {...props}>
      {children}
    </h2>
  );
}

export function CardBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={classNames('px-4 pb-3.5', className)} {...props} />;
}
