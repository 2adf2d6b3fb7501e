// Work → seconds that it took by the clock, and of processors: this process's and, where it runs here, the server's.
import { readFileSync } from 'node:fs'

/** Linux counts processors' time in hundredths of a second. */
const TICKS = 100

/** Gives a function that times work. `pid` is the server's process, if its time is to be counted too. */
export const timer = pid => async work => {
  const [wall, own, server] = [performance.now(), process.cpuUsage(), secondsOf(pid)]
  await work()
  const { user, system } = process.cpuUsage(own)
  return { wall: (performance.now() - wall) / 1e3, processor: (user + system) / 1e6 + secondsOf(pid) - server }
}

function secondsOf(pid) {
  if (!pid) return 0
  // After the name, which stands in brackets: user and system time are the 12th and 13th field.
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ')
  return (Number(fields[11]) + Number(fields[12])) / TICKS
}
