'use client';
import { useEffect } from 'react';

const CHANNEL = 'keyledger.session';

// One a tab: a second channel of the same page would hear what the first one says, and a tab must not answer itself.
let own: BroadcastChannel | null = null;

/** Tells every other tab who is signed in now; null: nobody. */
export function tellOtherTabs(actorId: string | null): void {
  own ??= new BroadcastChannel(CHANNEL);
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a channel has no target: it is of one origin
  own.postMessage(actorId);
}

/**
 * Leaves no page of somebody else's on the screen: a tab loads again as soon as another one signs out or is somebody
 * else's, and so does a page that the browser kept for going back.
 */
export function WhoIsSignedIn({ actorId }: { actorId: string }) {
  useEffect(() => {
    const channel = (own ??= new BroadcastChannel(CHANNEL));
    const again = () => {
      document.body.hidden = true;
      window.location.reload();
    };
    const onMessage = ({ data }: MessageEvent<unknown>) => data !== actorId && again();
    const onShow = ({ persisted }: PageTransitionEvent) => persisted && again();
    channel.addEventListener('message', onMessage);
    window.addEventListener('pageshow', onShow);
    tellOtherTabs(actorId);
    return () => {
      channel.removeEventListener('message', onMessage);
      window.removeEventListener('pageshow', onShow);
    };
  }, [actorId]);
  return null;
}
