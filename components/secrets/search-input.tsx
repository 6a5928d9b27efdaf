'use client';
import { useEffect, useRef, useTransition } from 'react';
import { useRouter } from 'next/navigation';
import type { SearchWords } from './search-words';

const PAUSE_MS = 250;

/** Types ahead of the URL: the field leads while it has the focus, the URL leads otherwise. */
export function SearchInput({ text, base, words }: { text: string; base: string; words: SearchWords }) {
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [pending, startTransition] = useTransition();
  const router = useRouter();
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = text;
  }, [text]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onChange = (typed: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      const q = typed.trim();
      const href = q === '' ? base : `${base}${base.includes('?') ? '&' : '?'}q=${encodeURIComponent(q)}`;
      startTransition(() => router.replace(href, { scroll: false }));
    }, PAUSE_MS);
  };
  return (
    <input
      ref={field}
      type="search"
      name="q"
      data-search
      maxLength={512}
      defaultValue={text}
      aria-label={words.label}
      aria-busy={pending}
      placeholder={words.placeholder}
      autoComplete="off"
      spellCheck={false}
      className="min-w-0 flex-1 bg-transparent py-1.5 placeholder:text-ink-3 focus-visible:outline-none aria-busy:text-ink-2"
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
