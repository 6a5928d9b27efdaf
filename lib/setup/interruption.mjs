import { constants } from 'node:os';
import { watchStarter } from './starter.mjs';

/** @typedef {(signal: NodeJS.Signals) => void} Stop */

/** Thrown where a person or the system ended us; the exit code is the shell's for that signal. */
export class Interrupted extends Error {
  /** @param {NodeJS.Signals} signal */
  constructor(signal) {
    super(`Interrupted by ${signal}.`);
    this.exitCode = exitCodeOf(signal);
  }
}

/** @type {Set<Stop>} */
const listeners = new Set();

/** @type {NodeJS.Signals | null} */
let received = null;

/** @param {NodeJS.Signals} signal */
export function exitCodeOf(signal) {
  return 128 + constants.signals[signal];
}

/** Passes every signal on to what is running; with nothing running, leaves at once (locks are let go on `exit`). */
export function watchSignals() {
  const take = (/** @type {NodeJS.Signals} */ signal) => {
    received ??= signal;
    if (listeners.size === 0) process.exit(exitCodeOf(signal));
    for (const stop of listeners) stop(signal);
  };
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) process.on(signal, () => take(signal));
  watchStarter(() => take('SIGHUP'));
}

/** @param {Stop} stop @returns {() => void} takes it back */
export function onSignal(stop) {
  listeners.add(stop);
  return () => listeners.delete(stop);
}

/** Between two steps: nothing new is begun once a signal came. */
export function throwIfInterrupted() {
  if (received) throw new Interrupted(received);
}
