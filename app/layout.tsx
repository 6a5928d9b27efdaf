import type { ReactNode } from 'react';
import type { Metadata, Viewport } from 'next';
import '@fontsource-variable/geist/index.css';
import '@fontsource-variable/geist-mono/index.css';
import './globals.css';

export const metadata: Metadata = {
  title: { default: 'Keyledger', template: '%s · Keyledger' },
  description: 'Secrets, who used them, and whether one can be rotated safely now.',
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { colorScheme: 'light dark', width: 'device-width', initialScale: 1 };

// Every page carries a nonce of its own, so none can be made ahead of its request.
export const dynamic = 'force-dynamic';

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="en">
      <head>
        {/* Not by metadata: that is taken away between two pages, and a browser then asks for /favicon.ico. */}
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
      </head>
      <body>{children}</body>
    </html>
  );
}
