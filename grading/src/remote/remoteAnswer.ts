import * as tf from '@tensorflow/tfjs';
import { definitionOf, type Answers, type Part } from 'course';
import type { Made } from '../channel/requests';
import { valueOf, type Value } from '../channel/values';
import { received, type Remote } from './Remote';
import { RemoteLayer, RemoteModel } from './RemoteLayer';

/**
 * A student's answer in another process, in the form that the course judges: the student's process
 * computes its values, and this one what they are compared with.
 */
export function remoteAnswer<P extends Part>(part: P, remote: Remote): Answers[P] {
  // The kind of a part determines its type.
  return forms[definitionOf(part).kind](remote) as Answers[P];
}

type Call = (...args: unknown[]) => unknown;

const forms = { law, function: tensorFunction, layer: layerClass, network: modelClass };

/**
 * An object whose properties are the answer's functions: numbers, lists and tensors travel alike.
 */
function law(remote: Remote): Record<string, Call> {
  return new Proxy({}, { get: (_, name) => called(remote, String(name)) });
}

function tensorFunction(remote: Remote): Call {
  return called(remote, '');
}

/** @param name of the function in the answer; empty if the answer itself is the function */
function called(remote: Remote, name: string): Call {
  return (...args) => received(remote.ask({ op: 'call', name, args: args.map(asValue) }));
}

function asValue(argument: unknown): Value {
  return argument instanceof tf.Tensor ? valueOf(argument) : (argument as Value);
}

function layerClass(remote: Remote): new (args?: object) => tf.layers.Layer {
  return class extends RemoteLayer {
    constructor(args?: object) {
      super(remote, make(remote, args));
    }
  };
}

function modelClass(remote: Remote): new () => tf.LayersModel {
  const Model = class extends RemoteModel {
    constructor() {
      super(remote, make(remote));
    }
  };
  // The judge asks networks for these alone.
  return Model as unknown as new () => tf.LayersModel;
}

function make(remote: Remote, args?: object): Made {
  const given = args === undefined ? [] : [{ ...args } as Value];
  return remote.ask({ op: 'make', args: given }) as unknown as Made;
}
