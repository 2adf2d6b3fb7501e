// The layout's worker, from within the page's own script: for a page that is one file.
import Inside from './layout.worker.ts?worker&inline'

export const createWorker = (): Worker => new Inside()
