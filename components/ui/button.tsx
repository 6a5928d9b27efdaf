'use client';
import type { ComponentProps } from 'react';
import { buttonClass, type ButtonLook } from './button-class';
import { classNames } from './class-names';
import { useHydrated } from './use-hydrated';

/**
 * While its act goes on a button is `aria-disabled`, not `disabled`: that would take the focus away from it. Until its
 * script is there it is disabled, so that no press is lost; one that sends a form needs no script.
 */
export function Button({
  variant,
  size,
  className,
  disabled,
  type = 'button',
  ...props
}: ComponentProps<'button'> & ButtonLook) {
  const waiting = !useHydrated() && type === 'button';
  return (
    <button
      type={type}
      className={classNames(buttonClass({ variant, size }), className)}
      disabled={waiting || disabled}
      data-waiting={(waiting && !disabled) || undefined}
      {...props}
    />
  );
}
