import { z } from 'zod';

// In a browser zod would try `new Function`, which the content security policy reports as a violation.
if (typeof document !== 'undefined') z.config({ jitless: true });

export { z };
