import { PERSONA_WORDS } from './persona-words';
import { SignInButton } from './sign-in-button';

/** Who one can be in the demo. `only`: a persona's name, or `all`. */
export function PersonaList({ only, fields }: { only: string; fields: Record<string, string> }) {
  return (
    <section aria-label="Personas" className="w-full">
      <p className="mb-2">This is the demo: no real AWS is behind it, and you choose who to be.</p>
      <ul className="flex flex-col gap-1.5">
        {PERSONA_WORDS.filter(({ persona }) => only === 'all' || only === persona).map(({ persona, may }) => (
          <li key={persona}>
            <SignInButton
              path="/api/auth/callback/demo"
              fields={{ ...fields, persona }}
              className="w-full rounded-lg border border-line-strong bg-panel px-3 py-2 text-left hover:bg-sunk disabled:opacity-55"
            >
              <span className="block font-medium text-ink">{persona}</span>
              <span className="block text-sm text-ink-2">{may}</span>
            </SignInButton>
          </li>
        ))}
      </ul>
    </section>
  );
}
