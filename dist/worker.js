import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{beat,callCodes,newQuickJSWASMModuleFromVariant,newVariant,src_default}from"./chunk-L26LH63X.js";import"./chunk-BQHEIJZT.js";import{DefaultIntrinsics}from"./chunk-TIIP4PGK.js";import"./chunk-2DWAWFKC.js";import{readingExport}from"./chunk-YR73USOB.js";import{firstMismatch}from"./chunk-UBQOZDUG.js";import{endsMachine}from"./chunk-4RG524CP.js";import{allowedGlobals,codecExports}from"./chunk-MPBBWS3X.js";import{startCase}from"./chunk-2QCARCVQ.js";import{outputLimit,tickLimit}from"./chunk-J6A7P2QZ.js";import"./chunk-4O5BD4JF.js";import{sampleCount}from"./chunk-Q6YOAUEQ.js";import"./chunk-634LZBXD.js";import{parentPort,workerData}from"node:worker_threads";function locate(stack){let match=/\bcodec\.js:([1-9]\d{0,8})(?::([1-9]\d{0,8}))?(?!\d)/.exec(stack);return match?{line:Number(match[1]),column:Number(match[2]??1)}:null}function wrongLength(tool,actual,size){return tool==="compress"?{kind:"output_too_large",bytes:actual,limit:size}:{kind:"wrong_size",expected:size,actual}}function wholeBuffer(bytes){return bytes.byteLength===bytes.buffer.byteLength?bytes.buffer:bytes.slice().buffer}var prelude_guest_default=`// Runs inside the sandbox before the candidate, and gives the host the functions it calls. Everything
// it needs later is captured now: the candidate may patch any prototype without reaching these copies.
// Called with the list of allowed globals; returns an array of functions (see machine.ts).
(function prelude(allowedGlobals) {
  const { apply, ownKeys, getPrototypeOf, getOwnPropertyDescriptor, deleteProperty } = Reflect;
  const { defineProperty, freeze, hasOwn } = Object;
  const { isArray } = Array;
  const { stringify } = JSON;
  const isFiniteNumber = Number.isFinite;
  const U8 = Uint8Array;
  const Buffer = ArrayBuffer;
  const Text = String;
  const internalErrorPrototype = InternalError.prototype;
  const { slice, indexOf } = String.prototype;
  const TypedArrayPrototype = getPrototypeOf(U8.prototype);
  const promisePrototype = Promise.prototype;
  const getterOf = (prototype, name) => getOwnPropertyDescriptor(prototype, name).get;
  const typedArrayTag = getterOf(TypedArrayPrototype, Symbol.toStringTag);
  const typedArrayLength = getterOf(TypedArrayPrototype, 'length');
  const bufferLength = getterOf(ArrayBuffer.prototype, 'byteLength');
  const dataViewLength = getterOf(DataView.prototype, 'byteLength');
  const { set } = TypedArrayPrototype;

  // ---- the world a candidate sees --------------------------------------------------------------

  const logLimit = 4096;
  let logs = '';

  function log(...values) {
    for (let i = 0; i < values.length && logs.length < logLimit; i++) {
      const value = values[i];
      let text;
      try {
        text = typeof value === 'object' && value !== null ? stringify(value) : Text(value);
      } catch {
        text = describe(value);
      }
      logs += (i > 0 ? ' ' : '') + text;
    }
    if (logs.length < logLimit) logs += '\\n';
    else logs = apply(slice, logs, [0, logLimit]);
  }

  function noRandomness() {
    throw new TypeError('Math.random is not available: the same input must give the same bytes');
  }

  function noCodeFromText() {
    throw new TypeError('code cannot be made from text here: write it into the candidate');
  }

  function furnish() {
    const functions = [() => {}, function* () {}, async () => {}, async function* () {}];
    for (const each of functions) {
      defineProperty(getPrototypeOf(each), 'constructor', { value: noCodeFromText });
    }
    // It shows a function's source, and with it comments: data that nothing else can read.
    deleteProperty(Function.prototype, 'toString');
    defineProperty(Math, 'random', { value: noRandomness, writable: false, configurable: false });
    // These lead to known over-reads of the heap in this engine.
    for (const name of ['resize', 'transfer', 'transferToFixedLength']) {
      deleteProperty(ArrayBuffer.prototype, name);
    }
    defineProperty(globalThis, 'console', {
      value: freeze({ log, info: log, warn: log, error: log }),
      configurable: true,
    });
    const allowed = new Set(allowedGlobals);
    for (const name of ownKeys(globalThis)) {
      if (!allowed.has(name)) deleteProperty(globalThis, name);
    }
  }

  // ---- describing values without running any of the candidate's code -----------------------------

  function brandOf(getter, value) {
    try {
      return apply(getter, value, []);
    } catch {
      return undefined;
    }
  }

  function describeObject(value) {
    if (isArray(value)) return \`an array of \${value.length} elements\`;
    const tag = brandOf(typedArrayTag, value);
    if (tag !== undefined) return \`a typed array of the kind \${tag}\`;
    if (brandOf(dataViewLength, value) !== undefined) return 'a DataView';
    if (getPrototypeOf(value) === promisePrototype) return 'a promise';
    let keys = '';
    const names = ownKeys(value);
    for (let i = 0; i < names.length && i < 5; i++) {
      if (typeof names[i] !== 'string') continue;
      keys += (keys === '' ? '' : ', ') + excerpt(names[i], 40);
    }
    return keys === '' ? 'an object without keys' : \`an object with the keys \${keys}\`;
  }

  function describe(value) {
    switch (typeof value) {
      case 'undefined':
        return 'undefined';
      case 'number':
        return isFiniteNumber(value) ? \`the number \${value}\` : \`\${value}\`;
      case 'bigint':
        return 'a bigint';
      case 'string':
        return \`a string of \${value.length} characters\`;
      case 'boolean':
        return \`\${value}\`;
      case 'symbol':
        return 'a symbol';
      case 'function':
        return 'a function';
      default:
        return value === null ? 'null' : describeObject(value);
    }
  }

  /** The first characters, in one piece: the host reads texts as C does, up to the first NUL. */
  function excerpt(text, most) {
    let rest = apply(slice, text, [0, most]);
    let shown = '';
    for (let at = apply(indexOf, rest, ['\\0']); at !== -1; at = apply(indexOf, rest, ['\\0'])) {
      shown += apply(slice, rest, [0, at]);
      rest = apply(slice, rest, [at + 1]);
    }
    return shown + rest;
  }

  /** A data property, own or inherited, when it holds a string. Getters are never run. */
  function textOf(object, name) {
    for (let at = object; at !== null; at = getPrototypeOf(at)) {
      const found = getOwnPropertyDescriptor(at, name);
      if (found === undefined) continue;
      // A getter's descriptor has no value of its own, but it may inherit the candidate's.
      return hasOwn(found, 'value') && typeof found.value === 'string' ? found.value : '';
    }
    return '';
  }

  function describeThrown(error) {
    if (typeof error === 'string') return [1, '', excerpt(error, 2000), '', 0];
    if (typeof error !== 'object' || error === null) return [1, '', describe(error), '', 0];
    const message = excerpt(textOf(error, 'message'), 2000);
    return [
      1,
      excerpt(textOf(error, 'name'), 200),
      message === '' ? describe(error) : message,
      excerpt(textOf(error, 'stack'), 4000),
      // The engine's own, for its limits: a name is easily forged.
      getPrototypeOf(error) === internalErrorPrototype ? 1 : 0,
    ];
  }

  // ---- calling ---------------------------------------------------------------------------------

  function frameOver(buffer, width, height) {
    const luma = width * height;
    const chroma = ((width + 1) >> 1) * ((height + 1) >> 1);
    return {
      width,
      height,
      data: new U8(buffer),
      y: new U8(buffer, 0, luma),
      u: new U8(buffer, luma, chroma),
      v: new U8(buffer, luma + chroma, chroma),
    };
  }

  /** A view on the returned bytes, or null when they are none. Its length cannot be forged. */
  function viewOf(value) {
    if (typeof value !== 'object' || value === null) return null;
    const tag = brandOf(typedArrayTag, value);
    if (tag === 'Uint8Array' || tag === 'Uint8ClampedArray') return value;
    return brandOf(bufferLength, value) === undefined ? null : new U8(value);
  }

  function contextFor(width, height, quality, index, previousBuffer) {
    const previous = previousBuffer === null ? null : frameOver(previousBuffer, width, height);
    return { width, height, quality, index, previous };
  }

  /** [0, ArrayBuffer] | [1, name, message, stack, engine's own?] | [2, what was returned] | [3, length in bytes] */
  function resultOf(call, fewest, most) {
    let returned;
    try {
      returned = call();
    } catch (error) {
      return describeThrown(error);
    }
    const view = viewOf(returned);
    if (view === null) return [2, describe(returned)];
    const length = apply(typedArrayLength, view, []);
    if (length < fewest || length > most) return [3, length];
    // The buffer is made first: \`copy.buffer\` would ask a getter that the candidate may have replaced.
    const buffer = new Buffer(length);
    apply(set, new U8(buffer), [view]);
    return [0, buffer];
  }

  function compress(run, input, previous, width, height, quality, index, most) {
    const context = contextFor(width, height, quality, index, previous);
    return resultOf(() => run(frameOver(input, width, height), context), 0, most);
  }

  function decompress(run, input, previous, width, height, quality, index, size) {
    const context = contextFor(width, height, quality, index, previous);
    return resultOf(() => run(new U8(input), context), size, size);
  }

  /** What a function returns, when that is a text; null otherwise, whatever happens. */
  function textFrom(run, most) {
    try {
      const text = run();
      return typeof text === 'string' ? excerpt(text, most) : null;
    } catch {
      return null;
    }
  }

  furnish();
  return [compress, decompress, describeThrown, describe, () => excerpt(logs, logLimit), textFrom];
});
`;var pageBytes=65536,initialPages=256,swallowedTicks=100,readingTicks=300;function holdStill(){for(;;);}var Machine=class _Machine{#vm;#memory;#limits;#ticks=0;#tickLimit=0;#tools;#codec=null;#reader=null;onChanged=null;constructor(vm,memory,limits){this.#vm=vm,this.#memory=memory,this.#limits=limits,this.#tickLimit=limits.load_ticks;let list=vm.unwrapResult(vm.evalCode(JSON.stringify(allowedGlobals))),install=vm.unwrapResult(vm.evalCode(prelude_guest_default,"prelude.js")),tools=vm.unwrapResult(vm.callFunction(install,vm.undefined,list));this.#tools={compress:vm.getProp(tools,0),decompress:vm.getProp(tools,1),thrown:vm.getProp(tools,2),describe:vm.getProp(tools,3),logs:vm.getProp(tools,4),textFrom:vm.getProp(tools,5)}}static async start(engine2,limits,onTick){let maximum=limits.memory_mb*1024*1024/pageBytes,wasmMemory=new WebAssembly.Memory({initial:initialPages,maximum}),variant=newVariant(src_default,{wasmModule:engine2,wasmMemory}),runtime=(await newQuickJSWASMModuleFromVariant(variant)).newRuntime();runtime.setMaxStackSize(limits.stack_kb*1024);let intrinsics={...DefaultIntrinsics,Date:!1,Proxy:!1},vm=runtime.newContext({intrinsics}),machine=new _Machine(vm,wasmMemory,limits);return runtime.setInterruptHandler(()=>(onTick(),machine.#ticks+=1,machine.#ticks>machine.#tickLimit+swallowedTicks&&holdStill(),machine.#ticks>machine.#tickLimit)),machine}load(source){return this.#guard(this.#limits.load_ticks,()=>{let vm=this.#vm,loaded=vm.evalCode(source,"codec.js",{type:"module"});if(loaded.error)return this.#thrownBy(loaded.error);let handles=codecExports.map(name=>vm.getProp(loaded.value,name));for(let[i,handle]of handles.entries()){if(vm.typeof(handle)==="function")continue;let found=this.#text(this.#call(this.#tools.describe,handle));return{kind:"missing_export",name:codecExports[i],found}}this.#codec=Object.fromEntries(codecExports.map((name,i)=>[name,handles[i]]));let reader=vm.getProp(loaded.value,readingExport);return this.#reader=vm.typeof(reader)==="function"?reader:null,null})}compress(input){let most=outputLimit(this.#limits,sampleCount(input));return this.#invoke("compress",input,most)}decompress(input){return this.#invoke("decompress",input,sampleCount(input))}logs(){try{return this.#text(this.#call(this.#tools.logs))}catch{return""}}get ticks(){return this.#ticks}reading(){let reader=this.#reader;if(reader===null)return null;let text=null;return this.#guard(readingTicks,()=>{let most=this.#vm.newNumber(262144),given=this.#call(this.#tools.textFrom,reader,most);return this.#vm.typeof(given)==="string"&&(text=this.#text(given)),null})===null?text:null}#invoke(tool,input,size){let bytes=new Uint8Array,fault=this.#guard(tickLimit(this.#limits,sampleCount(input)),()=>{let vm=this.#vm,run=this.#codec?.[`${tool}Frame`];if(!run)throw new Error("machine called before its codec was loaded");let buffer=vm.newArrayBuffer(wholeBuffer(input.bytes)),previous=input.previous?vm.newArrayBuffer(wholeBuffer(input.previous)):vm.null,{width,height,quality,index}=input,numbers=[width,height,quality,index,size].map(n=>vm.newNumber(n)),called=vm.callFunction(this.#tools[tool],vm.undefined,run,buffer,previous,...numbers);this.onChanged&&(this.#compare(tool==="compress"?"frame.data":"bytes",buffer,input.bytes),input.previous&&this.#compare("context.previous",previous,input.previous));for(let handle of[buffer,previous,...numbers])handle.dispose();if(called.error)return this.#thrownBy(called.error);let result=this.#resultOf(called.value,tool,size);return called.value.dispose(),result instanceof Uint8Array?(bytes=result,null):result});return fault?{kind:"failed",fault}:{kind:"returned",bytes,ticks:this.#ticks}}#compare(input,handle,given){if(given.length===0)return;let view=this.#vm.getArrayBuffer(handle),now=view.value,index=given.findIndex((value,i)=>value!==now[i]),[before,after]=[given[index],now[index]];before!==void 0&&after!==void 0&&this.onChanged?.({input,index,before,after}),view.dispose()}#resultOf(result,tool,size){let vm=this.#vm;switch(this.#number(vm.getProp(result,0))){case 0:{let handle=vm.getProp(result,1),view=vm.getArrayBuffer(handle),bytes=view.value.slice();return view.dispose(),handle.dispose(),(tool==="compress"?bytes.length<=size:bytes.length===size)?bytes:wrongLength(tool,bytes.length,size)}case 1:return this.#thrown(result);case 2:return{kind:"not_bytes",returned:this.#text(vm.getProp(result,1))};default:return wrongLength(tool,this.#number(vm.getProp(result,1)),size)}}#guard(limit,enter){this.#ticks=0,this.#tickLimit=limit;let fault;try{fault=enter()}catch(error){fault=this.#engineFault(error)}return this.#ticks>limit?{kind:"tick_limit",limit}:fault}#thrownBy(error){return this.#thrown(this.#call(this.#tools.thrown,error))}#thrown(described){let vm=this.#vm,[name="",message="",stack=""]=[1,2,3].map(i=>this.#text(vm.getProp(described,i))),location=locate(stack),internal=this.#number(vm.getProp(described,4))===1;return internal&&message==="stack overflow"?this.#stackOverflow(location):internal&&message==="out of memory"||stack===""&&this.#exhausted()?this.#outOfMemory():{kind:"thrown",name,message,stack,location}}#engineFault(error){return this.#exhausted()?this.#outOfMemory():error instanceof RangeError?this.#stackOverflow(null):{kind:"engine_stopped",message:error instanceof Error?error.message:`${error}`}}#outOfMemory(){return{kind:"out_of_memory",limitMb:this.#limits.memory_mb}}#stackOverflow(location){return{kind:"stack_overflow",limitKb:this.#limits.stack_kb,location}}#exhausted(){return this.#memory.buffer.byteLength>.9*this.#limits.memory_mb*1024*1024}#call(tool,...args){let called=this.#vm.callFunction(tool,this.#vm.undefined,...args);if(called.error)throw new Error("the machine broke down while it was looked at");return called.value}#text(handle){return handle.consume(value=>this.#vm.getString(value))}#number(handle){return handle.consume(value=>this.#vm.getNumber(value))}};var logLimit=4096;function runTask(task,engine2,pulse2){let bench={task,engine:engine2,pulse:pulse2};switch(task.part.kind){case"whole":return runCase(bench);case"encoder":return runEncoder(bench);case"decoder":return runDecoder(bench,task.part.frames)}}function isFault(step){return"fault"in step}async function runCase(bench){let{clip,quality}=bench.task.spec,encoder=await startMachine(bench),decoder=await startMachine(bench),broken=load(bench,encoder)??load(bench,decoder),meter=startCase(clip,quality),faults=broken?[broken]:codeFrames(bench,{encoder,decoder,meter}),[first,...rest]=faults;if(!first)return{kind:"measured",measurement:meter.measurement()};let logs=(encoder.logs()+decoder.logs()).slice(0,logLimit);return{kind:"failed",faults:[first,...rest],logs}}async function runEncoder(bench){let encoder=await startMachine(bench),broken=load(bench,encoder);if(broken)return failed(broken);let{frames}=bench.task.spec.clip,encoded=[];for(let index of frames.keys()){let step=encodeFrame(bench,encoder,{index,previous:frames[index-1]??null});if(isFault(step))return failed(step);encoded.push(step)}return{kind:"encoded",frames:encoded}}async function runDecoder(bench,encoded){let decoder=await startMachine(bench),broken=load(bench,decoder);if(broken)return failed(broken);let{clip,quality}=bench.task.spec,meter=startCase(clip,quality);for(let[index,frame]of encoded.entries()){let place={index,previous:clip.frames[index-1]??null},decoded=decodeFrame(bench,decoder,{...place,bytes:frame.bytes});if(isFault(decoded))return failed(decoded);meter.add(measured(bench,index,{encoded:frame,decoded}))}return{kind:"measured",measurement:meter.measurement()}}function failed(fault){return{kind:"failed",faults:[fault],logs:""}}function startMachine({task,engine:engine2,pulse:pulse2}){return Machine.start(engine2,task.limits,pulse2.tick)}function load({task,pulse:pulse2},machine){let{clip,quality}=task.spec;pulse2.enter("load",-1);let fault=machine.load(task.source);return fault&&{site:{call:"load",clip:clip.name,quality,frame:-1},fault}}function codeFrames(bench,machines){let faults=[],previous=null;for(let[index,source]of bench.task.spec.clip.frames.entries()){let step=codeFrame(bench,machines,{index,previous});if(previous=isFault(step)?source:step,!!isFault(step)&&(faults.push(step),endsMachine(step.fault)))break}return faults}function codeFrame(bench,machines,place){let encoded=encodeFrame(bench,machines.encoder,place);if(isFault(encoded))return encoded;let decoded=decodeFrame(bench,machines.decoder,{...place,bytes:encoded.bytes});return isFault(decoded)?decoded:(machines.meter.add(measured(bench,place.index,{encoded,decoded})),decoded.bytes)}function measured({task},index,{encoded,decoded}){return{source:task.spec.clip.frames[index],decoded:decoded.bytes,bytes:encoded.bytes.length,encodeTicks:encoded.ticks,decodeTicks:decoded.ticks}}function inputOf({task},{index,previous},bytes){let{clip,quality}=task.spec;return{bytes,width:clip.width,height:clip.height,quality,index,previous}}function faultAt({task},{call,index},fault){let{clip,quality}=task.spec;return{site:{call,clip:clip.name,quality,frame:index},fault}}function encodeFrame(bench,encoder,place){let{index}=place,source=bench.task.spec.clip.frames[index];bench.pulse.enter("compress",index);let encoded=encoder.compress(inputOf(bench,place,source));return encoded.kind==="failed"?faultAt(bench,{call:"compress",index},encoded.fault):encoded}function decodeFrame(bench,decoder,{bytes,...place}){let site={call:"decompress",index:place.index};bench.pulse.enter("decompress",place.index);let decoded=decoder.decompress(inputOf(bench,place,bytes));if(decoded.kind==="failed")return faultAt(bench,site,decoded.fault);let{clip}=bench.task.spec,first=bench.task.exact?firstMismatch(clip,place.index,decoded.bytes):null;return first?faultAt(bench,site,{kind:"mismatch",first}):decoded}async function runProbe(task,engine2,pulse2){let notes=new Notes;return await codeClip({task,engine:engine2,pulse:pulse2},notes),{kind:"ran",calls:notes.calls,ticks:notes.ticks}}var Notes=class{calls=[];ticks=0;#changed=[];watch(machine){machine.onChanged=changed=>this.#changed.push(changed)}take(machine,site,result){this.ticks+=machine.ticks;let changed=this.#changed;this.#changed=[];let reading=result.kind==="failed"&&endsMachine(result.fault)?null:machine.reading();return this.ticks+=reading===null?0:machine.ticks,this.calls.push({...site,result,changed,reading}),result}};async function codeClip(bench,notes){let{probe,rules}=bench.task,machines=null,previous=null;for(let[index,source]of probe.clip.frames.entries()){if((machines===null||probe.lifetime==="frame")&&(machines=await startMachines(bench,notes),machines===null))return;let decoded=codeFrame2(bench,{...machines,notes},{index,previous});if(decoded==="over")return;previous=rules.exact?source:decoded??source}}async function startMachines(bench,notes){let encoder=await startMachine2(bench,notes);if(encoder===null)return null;if(bench.task.probe.machines==="shared")return{encoder,decoder:encoder};let decoder=await startMachine2(bench,notes);return decoder&&{encoder,decoder}}async function startMachine2(bench,notes){let{task,engine:engine2,pulse:pulse2}=bench,{limits}=task.rules,{ticksPerCall,source}=task.probe,load_ticks=Math.min(limits.load_ticks,ticksPerCall),own={...limits,load_ticks,ticks_base:ticksPerCall,ticks_per_sample:0},machine=await Machine.start(engine2,own,pulse2.tick);notes.watch(machine),pulse2.enter("load",-1);let fault=machine.load(source),result=fault===null?{kind:"returned",bytes:new Uint8Array,ticks:machine.ticks}:{kind:"failed",fault};return notes.take(machine,{call:"load",frame:-1},result),fault===null?machine:null}function codeFrame2({task,pulse:pulse2},{encoder,decoder,notes},place){let frame=place.index,source=task.probe.clip.frames[frame];pulse2.enter("compress",frame);let encoded=encoder.compress(inputOf2(task.probe,place,source));if(notes.take(encoder,{call:"compress",frame},encoded),encoded.kind==="failed")return endsMachine(encoded.fault)?"over":null;pulse2.enter("decompress",frame);let decoded=decoder.decompress(inputOf2(task.probe,place,encoded.bytes));return notes.take(decoder,{call:"decompress",frame},decoded),decoded.kind==="failed"?endsMachine(decoded.fault)?"over":null:decoded.bytes}function inputOf2({clip,quality},{index,previous},bytes){return{bytes,width:clip.width,height:clip.height,quality,index,previous}}var{engine,beats}=workerData,pulse={enter(call,frame){Atomics.store(beats,beat.frame,frame),Atomics.store(beats,beat.call,callCodes.indexOf(call)),Atomics.add(beats,beat.entries,1),Atomics.add(beats,beat.ticks,1)},tick(){Atomics.add(beats,beat.ticks,1)}};function say(message){parentPort?.postMessage(message)}parentPort?.on("message",async task=>{let result=await(task.kind==="case"?runTask(task,engine,pulse):runProbe(task,engine,pulse));pulse.enter(null,-1),say({kind:"result",result})});say({kind:"ready"});
