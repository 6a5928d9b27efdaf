import type { ReactNode } from 'react';
import type { Metadata, Viewport } from 'next';
import '@fontsource-variable/geist/index.css';
import '@fontsource-variable/geist-mono/index.css';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Keyledger', template: '%s · Keyledger' },
  description: 'Secrets, who used them, and whether one can be rotated safely now.',
  icons: { icon: '/favicon.svg' },
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

// Every page carries a nonce of its own, so none can be made ahead of its request.
export const dynamic = 'force-dynamic';

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <body>{children}</body>
    </html>
  );
}
