// The viewer's page in one script and one style sheet → dist/viz/file, from which `svodka export graph.html` makes its file.
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

export default defineConfig({
  root: here('.'),
  base: './',
  define: { OWN_DATA: 'true' },
  publicDir: false,
  resolve: { alias: [{ find: './worker.ts', replacement: here('./stage/worker-inside.ts') }] },
  build: {
    outDir: '../../dist/viz/file',
    emptyOutDir: true,
    target: 'es2022',
    assetsInlineLimit: 0,
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: here('./main.ts'),
      output: { codeSplitting: false, entryFileNames: 'page.js', assetFileNames: 'page.[ext]' },
    },
  },
  // From disk, a worker that is a module may not be started.
  worker: { format: 'iife' },
})
