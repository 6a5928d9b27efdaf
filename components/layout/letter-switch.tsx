'use client';
import { useState } from 'react';
import { lettersAreOn, switchLetters } from './key-target';

/** Only inside a dialog, so never rendered on the server, which knows no browser's storage. */
export function LetterSwitch() {
  const [on, setOn] = useState(lettersAreOn);
  return (
    <label className="flex min-h-6 items-center gap-2">
      <input
        type="checkbox"
        className="size-4 accent-accent"
        checked={on}
        onChange={(event) => {
          switchLetters(event.target.checked);
          setOn(event.target.checked);
        }}
      />
      Single-letter keys in this browser
    </label>
  );
}
