import type { SecretDetail } from '@/lib/contract/secret-detail';
import type { MeView, ScopeView } from '@/lib/contract/system';
import { RevealDialog } from '@/components/reveal/reveal-dialog';
import { recordedAs } from '@/components/rotation/recorded-as';
import { RotateDialog } from '@/components/rotation/rotate-dialog';

interface Props {
  secret: SecretDetail;
  me: MeView;
  scope: ScopeView | undefined;
}

/** Only what this person may do here; where that is nothing, it is said. */
export function SecretActs({ secret, me, scope }: Props) {
  const { may, asks } = secret;
  if (!may.reveal && !may.rotate) return <p className="text-ink-3">You may look, not reveal or rotate.</p>;
  return (
    <>
      {may.reveal && !asks.revealRestricted ? (
        <RevealDialog
          id={secret.id}
          name={secret.name}
          asks={asks}
          recordedAs={`Each of these is an act. ${recordedAs(me, scope)}`}
        />
      ) : (
        <p className="max-w-72 text-ink-3">{whyNoReveal(asks)}</p>
      )}
      {may.rotate && <RotateDialog id={secret.id} name={secret.name} />}
    </>
  );
}

const whyNoReveal = ({ revealRestricted }: SecretDetail['asks']): string =>
  revealRestricted ? 'Restricted: nobody reveals its value through Keyledger.' : 'You may not reveal this one.';
