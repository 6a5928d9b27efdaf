'use client';
import { useEffect, useRef, useState } from 'react';
import { toVisibleText } from '@/components/ui/visible-text';

export const SHOWN_SECONDS = 30;

interface Shown {
  target: string;
  secondsLeft: number;
}

/**
 * Puts a value on the screen and takes it off again. The value is written into the DOM and is kept
 * nowhere else: React's state holds only where it stands and for how much longer.
 */
export function useShownValue() {
  const nodes = useRef(new Map<string, HTMLElement>());
  const clear = useRef(() => {});
  const [shown, setShown] = useState<Shown | null>(null);

  useEffect(() => {
    const wipe = () => clear.current();
    const onHidden = () => document.hidden && wipe();
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && wipe();
    window.addEventListener('blur', wipe);
    window.addEventListener('pagehide', wipe);
    window.addEventListener('beforeprint', wipe);
    document.addEventListener('visibilitychange', onHidden);
    document.addEventListener('keydown', onKey, true);
    return () => {
      wipe();
      window.removeEventListener('blur', wipe);
      window.removeEventListener('pagehide', wipe);
      window.removeEventListener('beforeprint', wipe);
      document.removeEventListener('visibilitychange', onHidden);
      document.removeEventListener('keydown', onKey, true);
    };
  }, []);

  const hold = (target: string) => (node: HTMLElement | null) => {
    if (node) nodes.current.set(target, node);
    else nodes.current.delete(target);
  };

  /** False where nobody is looking: then the value is not put there at all. */
  const show = (target: string, value: string): boolean => {
    clear.current();
    const node = nodes.current.get(target);
    if (!node || document.hidden || !document.hasFocus()) return false;
    node.textContent = toVisibleText(value);
    const endsAt = performance.now() + SHOWN_SECONDS * 1000;
    const ticking = setInterval(() => {
      const secondsLeft = Math.ceil((endsAt - performance.now()) / 1000);
      if (secondsLeft <= 0) clear.current();
      else setShown({ target, secondsLeft });
    }, 250);
    clear.current = () => {
      clearInterval(ticking);
      node.textContent = '';
      clear.current = () => {};
      setShown(null);
    };
    setShown({ target, secondsLeft: SHOWN_SECONDS });
    return true;
  };

  return { shown, hold, show, hide: () => clear.current() };
}
