'use client';
import type { ComponentProps } from 'react';
import { Field as Base } from '@base-ui/react/field';
import { classNames } from './class-names';

export const inputClass =
  'w-full min-h-8 rounded-[7px] border border-control bg-panel px-2.5 py-1 text-ink placeholder:text-ink-3';

export function Field({
  className,
  ...props
}: Omit<ComponentProps<typeof Base.Root>, 'className'> & { className?: string }) {
  return <Base.Root className={classNames('flex flex-col gap-1', className)} {...props} />;
}

export function FieldLabel(props: Omit<ComponentProps<typeof Base.Label>, 'className'>) {
  return <Base.Label className="font-medium" {...props} />;
}

export function FieldInput({
  className,
  ...props
}: Omit<ComponentProps<typeof Base.Control>, 'className'> & { className?: string }) {
  return <Base.Control className={classNames(inputClass, className)} {...props} />;
}

export function FieldHint(props: Omit<ComponentProps<typeof Base.Description>, 'className'>) {
  return <Base.Description className="text-sm text-ink-3" {...props} />;
}
