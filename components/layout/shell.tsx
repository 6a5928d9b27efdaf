import type { ReactNode } from 'react';
import { ChevronDown } from 'lucide-react';
import type { MeView, ScopeView } from '@/lib/contract/system';
import { TextLink } from '@/components/ui/text-link';
import { Said } from '@/components/ui/said';
import { Brand } from './brand';
import { Keyboard } from './keyboard';
import { navItemsFor } from './nav-items';
import { NavLinks } from './nav-links';
import { ScopesSummary } from './scopes-summary';
import { SignOutButton } from './sign-out-button';
import { WhoIsSignedIn } from './who-is-signed-in';

interface Props {
  me: MeView;
  scopes: ScopeView[];
  now: string;
  demo: boolean;
  children: ReactNode;
}

/** The house around every screen: where one can go, how the data is, who one is. */
export function Shell({ me, scopes, now, demo, children }: Props) {
  const items = navItemsFor(me.may);
  const isForeign = scopes.some(({ personKnownToAws }) => !personKnownToAws);
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] md:grid-cols-[12.25rem_minmax(0,1fr)] md:grid-rows-1">
      <a
        href="#content"
        className="sr-only focus:not-sr-only focus:fixed focus:top-2 focus:left-2 focus:z-20 focus:rounded-md focus:bg-panel focus:px-3 focus:py-2"
      >
        Skip to the content
      </a>
      <header className="border-line bg-sunk max-md:border-b md:border-r">
        <div className="flex flex-wrap items-center gap-x-2 p-2.5 md:sticky md:top-0 md:h-dvh md:flex-col md:flex-nowrap md:items-stretch md:gap-0 md:overflow-y-auto md:pt-3.5">
          <div className="px-2 md:pb-3.5">
            <Brand />
          </div>
          <nav aria-label="Main" className="max-md:order-3 max-md:w-full max-md:pt-1.5">
            <NavLinks items={items} />
          </nav>
          <details className="group max-md:ml-auto max-md:open:order-4 max-md:open:w-full md:mt-auto md:disclosed">
            <summary className="flex min-h-7 items-center gap-1 rounded-md px-2 text-sm text-ink-2 md:hidden">
              <Said text={me.name} /> <ChevronDown aria-hidden size={14} className="group-open:rotate-180" />
            </summary>
            <div className="flex flex-col gap-4 px-2 py-2">
              <ScopesSummary
                scopes={scopes}
                now={now}
                href={me.may.includes('settings.read') ? '/settings/scopes' : null}
              />
              <section aria-label="You" className="flex flex-col items-start gap-1 text-sm text-ink-3">
                <TextLink href="/account" className="wrap-anywhere text-ink-2">
                  <Said text={me.name} />
                </TextLink>
                {me.persona && <p>{me.persona}</p>}
                {demo && <p>demo: {isForeign ? 'an endpoint of your own' : 'AWS here is made up'}</p>}
                <div className="mt-1 flex gap-1.5">
                  <SignOutButton />
                  <Keyboard items={items} />
                </div>
              </section>
            </div>
          </details>
        </div>
      </header>
      <WhoIsSignedIn actorId={me.id} />
      <main id="content" tabIndex={-1} className="min-w-0 outline-none">
        {children}
      </main>
    </div>
  );
}
