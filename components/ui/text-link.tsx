import type { ComponentProps } from 'react';
import Link from 'next/link';
import { classNames } from './class-names';

/** A link in running text. Not fetched ahead: opening is the person's act. */
export function TextLink({ className, ...props }: ComponentProps<typeof Link>) {
  return (
    <Link
      prefetch={false}
      className={classNames('text-accent underline-offset-2 hover:underline', className)}
      {...props}
    />
  );
}
