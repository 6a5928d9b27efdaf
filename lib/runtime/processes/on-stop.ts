import 'server-only';

/**
 * Calls `stop` once when this process is to end: at the supervisor's word, or when the supervisor is
 * gone, even by kill -9 (its end of the channel closes). Then leaves, whatever `stop` came to.
 */
export function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  const leave = () => {
    if (stopping) return;
    stopping = true;
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', leave);
  process.on('SIGINT', leave);
  process.on('disconnect', leave);
}

export const sayReady = (): void => void process.send?.('ready');
