import { useSyncExternalStore } from 'react';

const subscribe = () => () => {};

/** Whether this component's script runs: what the server sent hears no press before that. */
export const useHydrated = (): boolean =>
  useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
