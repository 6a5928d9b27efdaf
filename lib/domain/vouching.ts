import { DEMO_ISSUER } from './actor';

/** Who says who people are. */
export interface Vouching {
  demo: boolean;
  providers: readonly { issuer: string }[];
}

/**
 * Whether anybody vouches for people of this issuer: a provider that left the configuration does so no more, whatever
 * sessions it began and whatever tokens its people made, and the demo's personas are somebody in the demo alone.
 */
export const isVouchedFor = ({ issuer }: { issuer: string }, { demo, providers }: Vouching): boolean =>
  issuer === DEMO_ISSUER ? demo : providers.some((provider) => provider.issuer === issuer);
