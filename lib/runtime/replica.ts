import 'server-only';
import { hostname } from 'node:os';
import { resolve } from 'node:path';

/** The machine and the data folder: only one Keyledger at a time runs there. */
export const toPlace = (dataDir: string): string => `${hostname()}:${resolve(dataDir)}`;

/** One of its processes. */
export const toReplica = (place: string, process: 'web' | 'worker' | 'start'): string => `${place}:${process}`;
