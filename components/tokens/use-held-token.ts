'use client';
import { useEffect, useRef, useState } from 'react';
import { CLIPBOARD_SECONDS, emptyClipboardLater } from '@/components/reveal/empty-clipboard';

export const HELD_MINUTES = 5;

export type HeldToken = ReturnType<typeof useHeldToken>;

/**
 * The token stands in the DOM alone, where React does not know it, until the dialog is closed, the page is left
 * or five minutes are over. Unlike a revealed value it stays while the window has not the focus: it is there to
 * be taken elsewhere, and cannot be asked for again.
 */
export function useHeldToken() {
  const node = useRef<HTMLElement>(null);
  const clear = useRef(() => {});
  const [state, setState] = useState<'empty' | 'shown' | 'gone'>('empty');
  const [message, setMessage] = useState('');

  useEffect(() => {
    const wipe = () => clear.current();
    // Before the browser may keep the page as it is for the way back.
    window.addEventListener('pagehide', wipe);
    return () => {
      wipe();
      window.removeEventListener('pagehide', wipe);
    };
  }, []);

  const hold = (element: HTMLElement | null) => {
    if (element) node.current = element;
  };
  const hide = () => clear.current();
  const show = (token: string) => {
    const shown = node.current;
    if (!shown) return;
    shown.textContent = token;
    const timer = setTimeout(hide, HELD_MINUTES * 60_000);
    clear.current = () => {
      clearTimeout(timer);
      shown.textContent = '';
      clear.current = () => {};
      setState('gone');
    };
    setState('shown');
  };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(node.current?.textContent ?? '');
      emptyClipboardLater();
      setMessage(`Copied. The clipboard is emptied in ${CLIPBOARD_SECONDS} s if the browser allows.`);
    } catch {
      setMessage('The browser did not allow copying.');
    }
  };
  return { state, message, hold, show, hide, copy };
}
