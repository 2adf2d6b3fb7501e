// The layout's worker, from a file of its own beside the page.
export const createWorker = (): Worker => new Worker(new URL('./layout.worker.ts', import.meta.url), { type: 'module' })
