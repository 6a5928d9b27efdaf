'use client';
import { useId, useState } from 'react';
import { suggestTokens, type KnownValues } from './suggest-tokens';

/** With room for the next token. */
const toTyped = (text: string): string => (text === '' ? '' : `${text} `);

/**
 * The field for tokens, with what may come next as the browser shows suggestions: its own list works by
 * keyboard and with screen readers, and needs no style that the content security policy refuses.
 */
export function FilterInput({ text, known }: { text: string; known: KnownValues }) {
  const list = useId();
  const [typed, setTyped] = useState(toTyped(text));
  // The address leads where it changes, by a chip or by what was sent; the field stays, and with it the focus.
  const [address, setAddress] = useState(text);
  if (text !== address) {
    setAddress(text);
    setTyped(toTyped(text));
  }
  return (
    <>
      <input
        type="text"
        name="filter"
        data-search
        list={list}
        aria-label="Filter events"
        maxLength={4096}
        placeholder="principal:jana env:prod outcome:denied"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        className="min-w-0 flex-1 bg-transparent py-1.5 font-mono text-sm placeholder:text-ink-3 focus-visible:outline-none"
      />
      <datalist id={list}>
        {suggestTokens(typed, known).map(({ value, hint }) => (
          <option key={value} value={value}>
            {hint}
          </option>
        ))}
      </datalist>
    </>
  );
}
