// The public API of the package.
export { docFromGold, type GoldFile, goldFromDoc } from './extract/gold.ts'
export { build } from './graph/build.ts'
export type * from './graph/model.ts'
export { checkGraph, loadOntology, type Ontology, objection, parseOntology } from './graph/ontology.ts'
