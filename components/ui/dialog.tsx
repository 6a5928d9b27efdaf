'use client';
import type { ComponentProps } from 'react';
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { classNames } from './class-names';
import { useHydrated } from './use-hydrated';

export const Dialog = Base.Root;
export const DialogClose = Base.Close;

/** Disabled until it can open the dialog, so that no press is lost. */
export function DialogTrigger(props: ComponentProps<typeof Base.Trigger>) {
  const waiting = !useHydrated();
  return <Base.Trigger disabled={waiting} data-waiting={waiting || undefined} {...props} />;
}

/** Over the page on a wide screen, the whole width at the foot of a phone's. */
export function DialogContent({
  className,
  children,
  ...props
}: Omit<ComponentProps<typeof Base.Popup>, 'className'> & { className?: string }) {
  return (
    <Base.Portal>
      <Base.Backdrop className="fixed inset-0 z-10 min-h-dvh bg-backdrop transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0" />
      <Base.Popup
        className={classNames(
          'fixed z-10 flex flex-col overflow-y-auto border border-line-strong bg-panel text-ink outline-none',
          'inset-x-0 bottom-0 max-h-[92dvh] rounded-t-xl',
          'sm:inset-x-auto sm:top-[8vh] sm:bottom-auto sm:left-1/2 sm:max-h-[84vh] sm:w-[34rem] sm:max-w-[calc(100vw-3rem)] sm:-translate-x-1/2 sm:rounded-xl',
          'transition-opacity duration-150 data-ending-style:opacity-0 data-starting-style:opacity-0',
          className,
        )}
        {...props}
      >
        {children}
      </Base.Popup>
    </Base.Portal>
  );
}

export function DialogHeader({ title, children }: { title: string; children?: React.ReactNode }) {
  return (
    <div className="flex items-start gap-3 border-b border-line px-4 py-3">
      <div className="min-w-0 flex-1">
        <Base.Title className="text-lg font-semibold tracking-tight">{title}</Base.Title>
        {children && (
          <Base.Description render={<div />} className="mt-0.5 text-ink-2">
            {children}
          </Base.Description>
        )}
      </div>
      <Base.Close
        aria-label="Close"
        className="grid size-7 place-items-center rounded-md text-ink-3 hover:bg-sunk hover:text-ink"
      >
        <X aria-hidden size={16} />
      </Base.Close>
    </div>
  );
}

export function DialogBody({ className, ...props }: ComponentProps<'div'>) {
  return <div className={classNames('flex flex-col gap-4 px-4 py-4', className)} {...props} />;
}

/** In view however long the dialog is: what ends it is never looked for. */
export function DialogFooter({ className, ...props }: ComponentProps<'div'>) {
  return (
    <div
      className={classNames(
        'sticky bottom-0 flex flex-wrap justify-end gap-2 border-t border-line bg-sunk px-4 py-3',
        className,
      )}
      {...props}
    />
  );
}
