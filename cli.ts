#!/usr/bin/env node
// The program: reads the arguments and runs one command. Exit codes: 0 done, 1 something was wrong with the input, 2 misuse.
import { readFileSync } from 'node:fs'
import yargs from 'yargs'
import { hideBin } from 'yargs/helpers'
import { analyzeCommand } from './commands/analyze.ts'
import { backupCommand, restoreCommand } from './commands/backup.ts'
import { buildCommand, rebuildCommand, removeCommand } from './commands/build.ts'
import { evaluateCommand } from './commands/evaluate.ts'
import { explainCommand } from './commands/explain.ts'
import { exportCommand } from './commands/export.ts'
import { extractCommand } from './commands/extract.ts'
import { importCommand } from './commands/import.ts'
import { languageOf, speaking } from './commands/language.ts'
import type { Context } from './commands/options.ts'
import { queryCommand } from './commands/query.ts'
import { showCommand } from './commands/show.ts'
import { viewCommand } from './commands/view.ts'

const args = hideBin(process.argv)
const language = languageOf(args, process.env)
const say = speaking(language)
const context: Context = { language, say }

await yargs(args)
  .scriptName('svodka')
  .locale(language)
  .usage(`${say('program')}\n\n$0 <command>`)
  .option('lang', { choices: ['ru', 'en'] as const, describe: say('lang') })
  .command(buildCommand(context))
  .command(removeCommand(context))
  .command(rebuildCommand(context))
  .command(viewCommand(context))
  .command(queryCommand(context))
  .command(showCommand(context))
  .command(exportCommand(context))
  .command(importCommand(context))
  .command(backupCommand(context))
  .command(restoreCommand(context))
  .command(extractCommand(context))
  .command(explainCommand(context))
  .command(evaluateCommand(context))
  .command(analyzeCommand(context))
  .demandCommand(1, '')
  .strict()
  .recommendCommands()
  .version(version())
  .alias('help', 'h')
  .wrap(Math.min(110, process.stdout.columns || 110))
  .fail((message, error, parser) => {
    // A failed check gives its message as the error.
    if (!(error instanceof Error)) {
      parser.showHelp('error')
      if (message) process.stderr.write(`\n${message}\n`)
      process.exit(2)
    }
    process.stderr.write(`svodka: ${process.env.SVODKA_DEBUG ? error.stack : reason(error)}\n`)
    process.exit(1)
  })
  .parseAsync()

/** One line for a person; file errors of the system in words. */
function reason(error: NodeJS.ErrnoException): string {
  const words: Record<string, string> = {
    ENOENT: 'no such file or folder; check the path',
    EACCES: 'no permission; check who owns it',
    EISDIR: 'is a folder; give a file',
    ENOTDIR: 'is no folder; give a folder',
  }
  const said = error.path && words[error.code ?? '']
  return said ? `${error.path}: ${said}` : error.message
}

function version(): string {
  for (const place of ['./package.json', '../package.json']) {
    try {
      return (JSON.parse(readFileSync(new URL(place, import.meta.url), 'utf8')) as { version: string }).version
    } catch {}
  }
  return '0.0.0'
}
