import { LonePage } from '@/components/layout/lone-page';
import { buttonClass } from '@/components/ui/button-class';
import { Notice } from '@/components/ui/notice';
import { TextLink } from '@/components/ui/text-link';
import { PersonaList } from './persona-list';
import { SignInButton } from './sign-in-button';

interface Props {
  /** The demo's personas that are offered; false outside the demo. */
  personas: string | false;
  providers: readonly { id: string; name: string }[];
  error: string | null;
  /** The provider at which someone has just ended their session, too. */
  signedOutAt: string | null;
  signedInAs: string | null;
  /** Who is signed in is to prove it again. */
  fresh: boolean;
  /** A path of our own to go on to. */
  next: string;
}

export function SignInScreen({ personas, providers, error, signedOutAt, signedInAs, fresh, next }: Props) {
  const fields: Record<string, string> = { callbackUrl: next, ...(fresh && { fresh: '1' }) };
  return (
    <LonePage title={fresh ? 'Sign in again' : 'Sign in'}>
      {error && (
        <Notice tone="bad" role="alert" className="w-full text-ink">
          {error}
        </Notice>
      )}
      {signedOutAt !== null && signedInAs === null && (
        <Notice tone="ok" className="w-full text-ink">
          <output>You are signed out, here and at {signedOutAt}.</output>
        </Notice>
      )}
      {signedInAs !== null && <SignedIn name={signedInAs} fresh={fresh} next={next} />}
      {providers.map(({ id, name }) => (
        <SignInButton
          key={id}
          path={`/api/auth/signin/${encodeURIComponent(id)}`}
          fields={fields}
          className={`${buttonClass({ variant: 'primary' })} w-full whitespace-normal!`}
        >
          Sign in {fresh ? 'again ' : ''}with {name}
        </SignInButton>
      ))}
      {personas && <PersonaList only={personas} fields={fields} />}
      {!personas && providers.length === 0 && (
        <p>No way of signing in is configured: keyledger.yaml names the providers.</p>
      )}
    </LonePage>
  );
}

function SignedIn({ name, fresh, next }: { name: string; fresh: boolean; next: string }) {
  return (
    <p>
      {fresh && 'What you want to do asks for a sign-in of just now. '}
      You are signed in as <strong className="font-medium wrap-anywhere text-ink">{name}</strong>.{' '}
      <TextLink className="underline" href={next}>
        {fresh ? 'Go back without' : 'Go on'}
      </TextLink>
    </p>
  );
}
