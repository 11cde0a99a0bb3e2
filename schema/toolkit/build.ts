/** Fields made by functions where many are alike: the same decorators type-graphql offers, called. */
import { Arg, Ctx, Field, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Graph } from './context.ts';
import type { TypeValue } from './types-of-zod.ts';

export type ArgumentDefinition = {
  readonly type: () => TypeValue | TypeValue[];
  readonly nullable?: boolean;
  readonly description?: string;
};
export type Arguments = Readonly<Record<string, ArgumentDefinition>>;
type Values = Readonly<Record<string, unknown>>;
export type FieldOptions = {
  readonly type: () => TypeValue | TypeValue[];
  readonly nullable?: boolean;
  readonly description: string;
  readonly args?: Arguments;
  /** What it costs, in entities; an entity or a list costs one by itself. */
  readonly complexity?: number;
};

/** Adds a field with arguments to an object type. */
export function addField<P extends object>(
  target: new (...args: never[]) => P,
  name: string,
  options: FieldOptions,
  resolve: (parent: P, args: Values, graph: Graph) => unknown,
): void {
  const args = Object.keys(options.args ?? {});
  const proto = target.prototype as Record<string, unknown>;
  proto[name] = function (this: P, ...values: unknown[]) {
    return resolve(this, named(args, values), values[args.length] as Graph);
  };
  decorate(proto, name, options, 0);
  const { nullable, description, complexity } = options;
  const field = { nullable, description, complexity };
  Field(options.type as never, field)(proto, name, descriptorOf(proto, name));
}

const roots: (new () => object)[] = [];
/** The resolver classes made here, for buildSchema. */
export const rootResolvers: readonly (new () => object)[] = roots;

/** Adds a root query or mutation. */
export function addRoot(
  kind: 'query' | 'mutation',
  name: string,
  options: FieldOptions,
  resolve: (args: Values, graph: Graph) => unknown,
): void {
  const args = Object.keys(options.args ?? {});
  const made = { [`${name}Root`]: class {} }[`${name}Root`] as new () => object;
  const proto = made.prototype as Record<string, unknown>;
  proto[name] = (_root: unknown, ...values: unknown[]) =>
    resolve(named(args, values), values[args.length] as Graph);
  Root()(proto, name, 0);
  decorate(proto, name, options, 1);
  const decorator = kind === 'query' ? Query : Mutation;
  decorator(options.type as never, {
    nullable: options.nullable,
    description: options.description,
    complexity: options.complexity,
  })(proto, name, descriptorOf(proto, name));
  Resolver()(made);
  roots.push(made);
}

function decorate(proto: object, name: string, options: FieldOptions, first: number): void {
  const definitions = Object.entries(options.args ?? {});
  definitions.forEach(([argument, { type, nullable, description }], index) => {
    Arg(argument, type as never, { nullable, description })(proto, name, first + index);
  });
  Ctx()(proto, name, first + definitions.length);
}

/** By it type-graphql knows a method from a property. */
function descriptorOf(proto: object, name: string): PropertyDescriptor {
  return Object.getOwnPropertyDescriptor(proto, name) as PropertyDescriptor;
}

function named(names: readonly string[], values: readonly unknown[]): Values {
  return Object.fromEntries(names.map((name, index) => [name, values[index]]));
}
