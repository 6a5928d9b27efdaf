import type { MeView } from '@/lib/contract/system';
import { CopyButton } from '@/components/ui/copy-button';
import { Said } from '@/components/ui/said';
import { LonePage } from './lone-page';
import { SignOutButton } from './sign-out-button';

/** Signed in, and named by no grant: what to tell whoever can change that. */
export function NoGrants({ me }: { me: MeView }) {
  return (
    <LonePage title="Nothing is granted to you">
      <p>
        You are signed in as{' '}
        <span className="wrap-anywhere text-ink">
          <Said text={me.name} />
        </span>
        , and no grant of this installation names you. Whoever keeps it can add one to its configuration; it holds
        within seconds.
      </p>
      <p>
        You are known here as <span className="font-mono text-sm wrap-anywhere text-ink">{me.id}</span>{' '}
        <CopyButton text={me.id} label="your id" />
      </p>
      <SignOutButton />
    </LonePage>
  );
}
