'use client';
import { useEffect, useRef, type ComponentProps } from 'react';

/** A disclosure that lies over the page: it closes by Esc and by a press elsewhere. Without a script, by its summary alone. */
export function MenuDetails(props: ComponentProps<'details'>) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (event: Event) => {
      const { current } = details;
      // A dialog that was opened from it lies elsewhere in the document, and over it.
      if (!current?.open || document.querySelector('[role="dialog"]')) return;
      if (event instanceof KeyboardEvent ? event.key !== 'Escape' : current.contains(event.target as Node)) return;
      current.open = false;
      if (event instanceof KeyboardEvent) current.querySelector('summary')?.focus();
    };
    document.addEventListener('pointerdown', close);
    document.addEventListener('keydown', close);
    return () => {
      document.removeEventListener('pointerdown', close);
      document.removeEventListener('keydown', close);
    };
  }, []);
  return <details ref={details} {...props} />;
}
