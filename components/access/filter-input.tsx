'use client';
import { useState } from 'react';
import { Autocomplete } from '@base-ui/react/autocomplete';
import { suggestTokens, type KnownValues, type Suggestion } from './suggest-tokens';

/** The field for tokens, with what may come next below it. Without JavaScript it is a field. */
export function FilterInput({ text, known }: { text: string; known: KnownValues }) {
  const [typed, setTyped] = useState(text === '' ? '' : `${text} `);
  return (
    <Autocomplete.Root
      items={suggestTokens(typed, known)}
      value={typed}
      onValueChange={setTyped}
      itemToStringValue={(item: Suggestion) => item.value}
      mode="none"
      openOnInputClick
    >
      <Autocomplete.Input
        type="text"
        name="filter"
        data-search
        maxLength={4096}
        aria-label="Filter events"
        placeholder="principal:jana env:prod outcome:denied"
        autoComplete="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="search"
        className="min-w-0 flex-1 bg-transparent py-1.5 font-mono text-sm placeholder:text-ink-3 focus-visible:outline-none"
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={8} align="start" className="z-10">
          <Autocomplete.Popup className="max-h-80 w-80 max-w-[calc(100vw-2rem)] overflow-y-auto rounded-lg border border-line-strong bg-panel py-1 shadow-lg outline-none data-[empty]:hidden">
            <Autocomplete.List>
              {(item: Suggestion) => (
                <Autocomplete.Item
                  key={item.value}
                  value={item}
                  className="flex min-h-7 cursor-default items-baseline gap-2 px-3 py-1 data-highlighted:bg-accent-soft"
                >
                  <span className="shrink-0 font-mono text-sm">{item.label}</span>
                  <span className="truncate text-xs text-ink-3">{item.hint}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
