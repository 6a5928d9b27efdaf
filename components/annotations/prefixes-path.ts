export const PREFIXES_PATH = '/secrets/prefixes';
