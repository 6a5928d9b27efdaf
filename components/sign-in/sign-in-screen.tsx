import { LonePage } from '@/components/layout/lone-page';
import { buttonClass } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { PERSONA_WORDS } from './persona-words';
import { SignInButton } from './sign-in-button';

interface Props {
  demo: boolean;
  providers: readonly { id: string; name: string }[];
  error: string | null;
  /** A path of our own to go on to. */
  next: string;
}

export function SignInScreen({ demo, providers, error, next }: Props) {
  const fields = { callbackUrl: next };
  return (
    <LonePage title="Sign in">
      {error && (
        <Notice tone="bad" role="alert" className="w-full text-ink">
          {error}
        </Notice>
      )}
      {providers.map(({ id, name }) => (
        <SignInButton
          key={id}
          path={`/api/auth/signin/${encodeURIComponent(id)}`}
          fields={fields}
          className={`${buttonClass({ variant: 'primary' })} w-full`}
        >
          Sign in with {name}
        </SignInButton>
      ))}
      {demo && (
        <section aria-label="Personas" className="w-full">
          <p className="mb-2">This is the demo: no real AWS is behind it, and you choose who to be.</p>
          <ul className="flex flex-col gap-1.5">
            {PERSONA_WORDS.map(({ persona, may }) => (
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
      )}
      {!demo && providers.length === 0 && (
        <p>No way of signing in is configured: keyledger.yaml names the providers.</p>
      )}
    </LonePage>
  );
}
