import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{html,linearScale,ownHtml,reportPage,shortReference,shortened}from"./chunk-Q526D7KJ.js";import{areRivals,bestWords,compareArms,lineageOf,milestoneWords,milestones,readFigures,sinceFirstWords,waitingOf}from"./chunk-UMSDNZYY.js";import{openLocalBench}from"./chunk-JKC2KQBQ.js";import{readHistory}from"./chunk-CFVHNFQT.js";import{aligned,plainStyle,tones}from"./chunk-6NRJBRFQ.js";import{wrap}from"./chunk-HJV3NSHB.js";import{countTrials,settleTrials}from"./chunk-RTSYKZRK.js";import{statuses}from"./chunk-DRXXL7P7.js";import{casesOf,changeCells,dollars,duration}from"./chunk-V7DSZ4U5.js";import{codeSpan,inlineText,joinBlocks,table}from"./chunk-5GVDZVTP.js";import{againstReference}from"./chunk-NKYCWPSM.js";import{oneLine,safeLine}from"./chunk-CUYQTHGS.js";import{count,grouped,percent,sentence}from"./chunk-KKI44HUJ.js";import{UsageError}from"./chunk-3ZS3N36I.js";import{mkdir,writeFile}from"node:fs/promises";import path from"node:path";function clipWays(benchmark,lineage,best){let first=firstMeasured(lineage);return benchmark.clips.map(entry=>({name:entry.clip.name,...ratesOf(entry,benchmark,{lineage,first,best}),bytes:benchmark.objective==="lossless"?bytesOf(entry,first.trial,best.trial):null}))}function firstBytes({objective,clips},lineage){if(objective!=="lossless")return null;let{trial}=firstMeasured(lineage);return clips.reduce((sum,entry)=>sum+baselineBytes(entry,trial),0)}function firstMeasured({steps,points}){let first=steps[0]??points.find(({rate})=>rate!==null);if(first===void 0)throw new Error("a lineage begins with a rate");return first}function ratesOf(entry,benchmark,{lineage,first,best}){let{name}=entry.clip;if(lineage.unit==="first baseline")return{before:100,after:lineage.steps.filter(({position})=>position<=best.position).reduce((rate2,{trial})=>rate2*ratioOf(trial,name),100)};let alone={...benchmark,clips:[entry]},rate=rateOf(alone,first.trial.evaluation);return{before:rate===null?null:rate/ratioOf(first.trial,name),after:rateOf(alone,best.trial.evaluation)}}function rateOf(benchmark,evaluation){let change=evaluation===null?null:againstReference(benchmark,evaluation);return change===null?null:100+change}function bytesOf(entry,first,best){return{reference:entry.reference[0]?.bytes??null,before:baselineBytes(entry,first),after:clipBytes(entry,best)}}function baselineBytes(entry,trial){return Math.round(clipBytes(entry,trial)/ratioOf(trial,entry.clip.name))}function clipBytes({clip:clip2},{evaluation}){return casesOf(evaluation,clip2.name).reduce((sum,{bytes})=>sum+bytes,0)}function ratioOf({comparison},clip2){return 1+(comparison?.per_clip.find(each=>each.clip===clip2)?.rate_change_percent??0)/100}var none="\u2013";function levelWords(rate){return`${rate.toFixed(1)} %`}function exactLevel(rate){return rate===null?none:`${rate.toFixed(2)} %`}function referenceOf({unit},benchmark){return unit==="reference"?shortReference(benchmark.reference_encoder):"the first baseline"}function titleWords({candidate}){return oneLine(candidate.title)===""?"(no title)":candidate.title}function bestStep({steps}){return steps.reduce((best,step)=>best===null||step.rate<best.rate?step:best,null)}function wayWords({points,steps,start}){let trials=count(points.length,"trial"),last=steps.at(-1);return last===void 0?`At ${levelWords(start)}: none of ${trials} was accepted.`:`${`From ${levelWords(start)} to ${levelWords(last.rate)}`} in ${count(steps.length,"accepted step")} of ${trials}.`}var longestName=60;function clipWayTable(benchmark,lineage,best){let ways=clipWays(benchmark,lineage,best).map(way=>({...way,name:inlineText(way.name,longestName)})),mean={name:"**mean**",before:lineage.start,after:best.rate,bytes:null};return benchmark.objective==="lossy"?rateTable([...ways,mean]):byteTable([...ways,sumOf(ways),mean],shortReference(benchmark.reference_encoder))}var clip={title:"clip",align:"left"},right=title=>({title,align:"right"});function rateTable(ways){let columns=[clip,...["first baseline, rate","best, rate","change"].map(right)],rows=ways.map(({name,before,after})=>[name,exactLevel(before),exactLevel(after),changeBetween(before,after)]);return table(columns,rows)}function byteTable(ways,encoder){let hasReference=ways.every(({bytes})=>bytes?.reference!==null),numbers=["first baseline, bytes","best, bytes","change","rate"],titles=hasReference?[`${inlineText(encoder)}, bytes`,...numbers]:numbers,rows=ways.map(({name,bytes,before,after})=>[name,...hasReference?[byteCell(bytes?.reference)]:[],byteCell(bytes?.before),byteCell(bytes?.after),changeBetween(before,after),exactLevel(after)]);return table([clip,...titles.map(right)],rows)}function byteCell(bytes){return bytes==null?"":grouped(bytes)}function sumOf(ways){let all=ways.flatMap(({bytes})=>bytes===null?[]:[bytes]),before=all.reduce((sum,bytes)=>sum+bytes.before,0),after=all.reduce((sum,bytes)=>sum+bytes.after,0),reference=all.every(({reference:reference2})=>reference2!==null)?all.reduce((sum,bytes)=>sum+(bytes.reference??0),0):null,whole=reference??before;return{name:"**sum**",before:100*before/whole,after:100*after/whole,bytes:{reference,before,after}}}function changeBetween(before,after){return before===null||after===null||before===0?none:percent(100*(after/before-1))}var width=960,plot={left:64,right:526,top:66},names={left:558,right:width-16},footer=62,leastHeight=460;function frameOf(lineage,namesHeight){let height=Math.max(leastHeight,plot.top+namesHeight+footer),bottom=height-footer,rates=shownRates(lineage),last=lineage.points.length+.5;return{lineage,height,bottom,rates,x:linearScale([0,last],[plot.left,plot.right],(plot.right-plot.left)/60),y:linearScale(rates,[bottom,plot.top],(bottom-plot.top)/55)}}function tenth(value){return Math.round(10*value)/10}function isShown({rates:[low,high]},rate){return rate>low&&rate<high}function shownRates({steps,start,unit}){let curve2=[start,...steps.map(({rate})=>rate)],[low,high]=[Math.min(...curve2),Math.max(...curve2)],length=Math.max(high-low,high*.05),next=milestones.map(less=>100-less).find(rate=>rate<low),isNear=unit==="reference"&&next!==void 0&&low-next<length*.5,air=Math.max(length*.14,high*.03);return[Math.max(0,(isNear?next:low)-length*.1),high+air]}var mostNames=40,mostLong=16,lineHeight=16,gap=5,changeWidth=58,numberWidth=34,letters=44;function namesOf({steps}){let named=largest(steps).toSorted((a,b)=>b.rate-a.rate||a.position-b.position),most=named.length>mostLong?1:2;return named.map(step=>({step,lines:linesOf(step,most)}))}function largest(steps){let gain=({trial})=>trial.comparison?.rate_change_percent??0;return steps.toSorted((a,b)=>gain(a)-gain(b)||a.position-b.position).slice(0,mostNames)}function linesOf({trial},most){let title=shortened(titleWords(trial),most*letters),lines=wrap(title,letters);if(lines.length>most){let last=shortened(lines.slice(most-1).join(" "),letters);return[...lines.slice(0,most-1),last]}let least=Array.from({length:letters},(_,i)=>i+1).find(width2=>wrap(title,width2).length===lines.length);return wrap(title,least??letters)}function heightOf(all){return all.reduce((sum,name)=>sum+boxHeight(name)+gap,0)}function placeNames(all,{y,bottom}){let placed=[],free=plot.top-lineHeight;for(let name of all){let top=Math.max(free,y.at(name.step.rate)-lineHeight/2);placed.push({...name,top}),free=top+boxHeight(name)+gap}let limit=bottom;for(let i=placed.length-1;i>=0;i--){let name=placed[i],top=Math.min(name.top,limit-boxHeight(name));placed[i]={...name,top:tenth(top)},limit=top-gap}return placed}function boxHeight({lines}){return lines.length*lineHeight}function leaderOf({step,top},{x,y}){let level=y.at(step.rate),path2=`M${x.at(step.position)} ${level}H${plot.right}L${names.left-4} ${tenth(top+lineHeight/2)}`;return html`<path class="leader" d="${path2}"/>`}function nameOf({step,lines,top}){let left2=names.left+changeWidth+numberWidth,base=tenth(top+12),change=step.trial.comparison?.rate_change_percent??null,words=lines.map((line,i)=>html`<text class="idea" x="0" y="${12+i*lineHeight}">${line}</text>`),numbers=html`<text class="change" x="${names.left+changeWidth-4}" y="${base}" text-anchor="end">${changeWords(change)}</text><text x="${left2-7}" y="${base}" text-anchor="end">${grouped(step.position)}</text>`;return html`${numbers}<svg x="${left2}" y="${top}" width="${names.right-left2}" height="${lines.length*lineHeight}">${words}</svg>`}function changeWords(change){if(change===null)return"";let size=levelWords(Math.abs(change));return Number.parseFloat(size)===0?size:`${change<0?"\u2212":"+"}${size}`}var picture_default=`svg {
  --paper: #faf9f6;
  --ink: #20242a;
  --soft: #5d646e;
  --line: #e5e2da;
  --accent: #0d7a68;
  --tint: #0d7a6814;
  --dim: #a3aaa5;
  --failed: #b3402f;
}

@media (prefers-color-scheme: dark) {
  svg {
    --paper: #15181c;
    --ink: #e8e6e1;
    --soft: #a0a7b1;
    --line: #2d323a;
    --accent: #45c2a9;
    --tint: #45c2a91a;
    --dim: #6d7a7a;
    --failed: #ec8574;
  }
}

text {
  font:
    400 12.5px Inter,
    ui-sans-serif,
    system-ui,
    -apple-system,
    "Segoe UI",
    Roboto,
    "Helvetica Neue",
    sans-serif;
  font-variant-numeric: tabular-nums;
  fill: var(--soft);
}

.paper {
  fill: var(--paper);
}

.heading {
  font-size: 16px;
  font-weight: 600;
  fill: var(--ink);
}

.idea {
  fill: var(--ink);
}

.change {
  font-weight: 600;
  fill: var(--accent);
}

.now {
  font-weight: 600;
  fill: var(--accent);
}

.now,
.start-name {
  stroke: var(--paper);
  stroke-width: 4px;
  stroke-linejoin: round;
  paint-order: stroke;
}

.grid {
  stroke: var(--line);
}

.mark {
  stroke: var(--soft);
  stroke-dasharray: 2 4;
  opacity: 0.8;
}

.mark-name {
  font-size: 11px;
  font-style: italic;
}

.leader {
  fill: none;
  stroke: var(--dim);
  opacity: 0.45;
}

.area {
  fill: var(--tint);
}

.line {
  fill: none;
  stroke: var(--accent);
  stroke-width: 2.25;
  stroke-linejoin: round;
}

.step {
  fill: var(--accent);
  stroke: var(--paper);
  stroke-width: 1.5;
}

.start {
  fill: var(--paper);
  stroke: var(--accent);
  stroke-width: 2;
}

.tried {
  stroke: var(--dim);
  stroke-width: 7;
  stroke-linecap: round;
}

.tried.many {
  stroke-width: 4;
}

.off {
  fill: none;
  stroke: var(--dim);
  stroke-width: 2;
  stroke-linecap: round;
  stroke-linejoin: round;
}

.broken {
  stroke: var(--failed);
  stroke-width: 1.75;
  stroke-linecap: round;
}
`;var mostDots=100,mostSteps=40;function renderPicture(benchmark,lineage){let names2=namesOf(lineage),frame=frameOf(lineage,heightOf(names2)),placed=placeNames(names2,frame),reference=referenceOf(lineage,benchmark),{height}=frame,drawing=html`${heading(benchmark,reference)}${legend(frame)}
${grid(frame)}${placed.map(name=>leaderOf(name,frame))}${marks(frame,reference)}
${curve(frame)}
${attempts(frame)}
${levels(frame)}
${placed.length===0?nothingYet():placed.map(name=>html`${nameOf(name)}\n`)}`;return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title about">
<title id="title">${titleOf(benchmark,reference)}</title>
<desc id="about">${wayWords(lineage)}</desc>
<style>${ownHtml(picture_default)}</style>
<rect class="paper" width="${width}" height="${height}" rx="8"/>
${drawing}</svg>
`.html.replace(/[\ufffe\uffff]/g,"\uFFFD")}function titleOf({name},reference){return`Lineage of ${oneLine(name,100)}: rate in percent of ${reference}, by the number of the trial`}function heading({name},reference){return html`<text class="heading" x="20" y="30">${oneLine(name,40)}</text><text x="20" y="48">rate in percent of ${reference}, lower is better</text>`}function nothingYet(){return html`<text x="${names.left}" y="${plot.top+12}">No candidate was accepted yet.</text>\n`}function legend(frame){let{dots,offs,crosses}=attemptsOf(frame),entries=[{mark:html`<circle class="step" cx="0" cy="0" r="5"/>`,words:"accepted",shown:frame.lineage.steps.length>0},{mark:html`<path class="tried" d="M0 0h0"/>`,words:"works, not accepted",shown:dots.length>0},{mark:html`<path class="off" d="${caret(0,-3)}"/>`,words:"far off",shown:offs.length>0},{mark:html`<path class="broken" d="${cross(0,0)}"/>`,words:"failed",shown:crosses.length>0}].filter(({shown})=>shown),right3=width-20,drawn=entries.toReversed().map(({mark,words})=>{let left2=tenth(right3-words.length*6.6-12);return right3=left2-22,html`<g transform="translate(${left2} 44)">${mark}<text x="11" y="4">${words}</text></g>`});return html`${drawn.toReversed()}`}function grid({x,y,height,bottom}){let rows=y.ticks.map(tick=>html`<line class="grid" x1="${plot.left}" x2="${plot.right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text x="${plot.left-10}" y="${tenth(y.at(tick)+4)}" text-anchor="end">${Number(tick.toPrecision(6))} %</text>`),columns=x.ticks.filter(tick=>Number.isInteger(tick)&&tick>=1).map(tick=>html`<text x="${x.at(tick)}" y="${tenth(bottom+36)}" text-anchor="middle">${grouped(tick)}</text>`);return html`${rows}${columns}<text x="${plot.right}" y="${height-8}" text-anchor="end">number of the trial</text>`}function marks(frame,reference){if(frame.lineage.unit!=="reference")return html``;let lines=[{rate:100,text:reference},...milestones.map(less=>({rate:100-less,text:`${less} % less`}))];return html`${lines.filter(({rate})=>isShown(frame,rate)).map(({rate,text})=>{let place=frame.y.at(rate),isFree=isBelowCurve(frame,plot.left+12+text.length*6,place-18),[x,anchor]=isFree?[plot.left+6,"start"]:[plot.right-4,"end"];return html`<line class="mark" x1="${plot.left}" x2="${plot.right}" y1="${place}" y2="${place}"/><text class="mark-name" x="${x}" y="${tenth(place-5)}" text-anchor="${anchor}">${text}</text>`})}`}function isBelowCurve({x,y,lineage},right3,top){let passed=lineage.steps.filter(({position})=>x.at(position)<=right3+6);return[lineage.start,...passed.map(({rate})=>rate)].every(rate=>y.at(rate)+6<top)}function curve({x,y,bottom,lineage}){let path2=[`M${plot.left} ${y.at(lineage.start)}`];for(let{position,rate}of lineage.steps)path2.push(`H${x.at(position)}V${y.at(rate)}`);let line=`${path2.join("")}H${plot.right}`;return html`<path class="area" d="${line}V${bottom}H${plot.left}Z"/><path class="line" d="${line}"/>`}function attemptsOf(frame){let{x,y,bottom,lineage}=frame,rest=lineage.points.filter(({trial})=>trial.status!=="accepted"),rated=rest.flatMap(({position,rate})=>rate===null?[]:[{position,rate}]),broken=rest.filter(({rate})=>rate===null);return{dots:rated.filter(({rate})=>isShown(frame,rate)).map(({position,rate})=>`M${x.at(position)} ${y.at(rate)}h0`),offs:rated.filter(({rate})=>!isShown(frame,rate)).map(({position,rate})=>rate>=frame.rates[1]?caret(x.at(position),plot.top+1):caret(x.at(position),bottom-7,"down")),crosses:broken.map(({position})=>cross(x.at(position),bottom+13))}}function attempts(frame){let{dots,offs,crosses}=attemptsOf(frame),paths=[{kind:dots.length>mostDots?"tried many":"tried",parts:dots},{kind:"off",parts:offs},{kind:"broken",parts:crosses}].filter(({parts})=>parts.length>0);return html`${paths.map(({kind,parts})=>html`<path class="${kind}" d="${parts.join("")}"/>`)}`}function levels({x,y,lineage}){let{start,steps}=lineage,radius=steps.length>mostSteps?3.5:5,dots=steps.map(({position,rate})=>html`<circle class="step" cx="${x.at(position)}" cy="${y.at(rate)}" r="${radius}"/>`),last=steps.at(-1),now=last===void 0?null:html`<text class="now" x="${plot.right-4}" y="${tenth(y.at(last.rate)+17)}" text-anchor="end">${levelWords(last.rate)}</text>`;return html`<circle class="start" cx="${plot.left}" cy="${y.at(start)}" r="4.5"/><text class="start-name" x="${plot.left+8}" y="${tenth(y.at(start)-9)}">first baseline, ${levelWords(start)}</text>${dots}${now}`}function cross(x,y){return`M${tenth(x-3)} ${tenth(y-3)}l6 6m0 -6l-6 6`}function caret(x,y,way="up"){return way==="up"?`M${tenth(x-4)} ${tenth(y+5)}l4 -5l4 5`:`M${tenth(x-4)} ${tenth(y)}l4 5l4 -5`}var mostRows=500,longestTitle=160,longestHypothesis=1200,left=title=>({title,align:"left"}),right2=title=>({title,align:"right"});function renderLineage({benchmark,trials}){let lineage=lineageOf(benchmark,trials);if(lineage===null)return null;let picture=`lineage-${benchmark.name}.svg`;return[{name:picture,text:renderPicture(benchmark,lineage)},{name:`lineage-${benchmark.name}.md`,text:renderDocument(benchmark,lineage,picture)}]}function renderDocument(benchmark,lineage,picture){let best=bestStep(lineage),blocks=["<!-- Written by `crucible report --lineage`, from the reviews of the candidates. -->",`# The lineage of ${inlineText(benchmark.name)}`,`![${pictureWords(benchmark,lineage)}](${encodeURIComponent(picture)})`,summary(benchmark,lineage),"## Candidates","Click an idea to read its hypothesis: what its author expected before it was measured.",candidateTable(benchmark,lineage),leftOutWords(lineage),otherwiseWords(lineage),...best===null?[]:clipBlocks(benchmark,lineage,best)];return`${joinBlocks(blocks)}
`}function pictureWords(benchmark,lineage){return`Rate in percent of ${inlineText(referenceOf(lineage,benchmark))} by the number of the trial. ${wayWords(lineage)}`}function summary(benchmark,lineage){let reference=inlineText(referenceOf(lineage,benchmark)),best=bestWords(lineage),since=sinceFirstWords(lineage),way=[best===null?null:`${best} rate than ${reference}`,since].filter(words=>words!==null).join(", "),reached=milestoneWords(lineage);return[way===""?null:`**The best so far: ${way}.**`,`Rates are in percent of ${wholeReference(benchmark,lineage)}: of what it spends on the same clips, ${equality(benchmark)}, as a geometric mean over them; less is better.`,reached===null?null:`Milestones, less rate than ${reference}: ${reached}.`,`${count(lineage.points.length,"trial")}: ${statusWords(lineage)}.`].filter(line=>line!==null).join(`
`)}function wholeReference({reference_encoder:encoder},{unit}){return unit==="reference"?inlineText(encoder,100):"the first baseline"}function equality({objective}){return objective==="lossless"?"without any loss":"at equal quality (PSNR)"}function statusWords({points}){return statuses.map(status=>({status,number:points.filter(({trial})=>trial.status===status).length})).filter(({number})=>number>0).map(({status,number})=>`${grouped(number)} ${statusNames[status]}`).join(", ")}var statusNames={accepted:"accepted",held:"held for a person",rejected:"rejected",failed:"failed",error:"ended by an error of the bot"};function candidateTable(benchmark,lineage){let lossless=benchmark.objective==="lossless",columns=[right2("no."),left("idea"),left("verdict"),right2("change"),right2("rate so far"),...lossless?[right2("bytes of all clips")]:[]],bytes=firstBytes(benchmark,lineage),start=["0","the first baseline","","",`**${exactLevel(lineage.start)}**`],standing=lineage.start,rows=(isLong(lineage)?lineage.steps:lineage.points).map(point=>{isStep(point)&&(standing=point.rate);let cells=[numberCell(point),ideaCell(point.trial),verdictCell(point.trial)],rate=isStep(point)?`**${exactLevel(standing)}**`:exactLevel(standing);return[...cells,changeCell(point),rate,...lossless?[bytesCell(point)]:[]]});return table(columns,[[...start,...bytes===null?[]:[grouped(bytes)]],...rows])}function isLong({points}){return points.length>mostRows}function leftOutWords(lineage){if(!isLong(lineage))return null;let left2=lineage.points.length-lineage.steps.length;return`${count(left2,"trial")} without an accepted step: left out, since there are so many.`}function isStep(point){return point.trial.status==="accepted"&&point.rate!==null}function numberCell({position,trial}){let number=trial.candidate.pull_request;return number===null||number===position?`${position}`:`${position} (#${number})`}function ideaCell(trial){let title=inlineText(titleWords(trial),longestTitle),hypothesis=inlineText(trial.candidate.hypothesis,longestHypothesis);return hypothesis===""?title:`<details><summary>${title}</summary>${sentence(hypothesis)}</details>`}function verdictCell({status,analysis,held_reason:reason}){switch(status){case"accepted":return reason===null?"**accepted**":"**accepted** by a person";case"held":return reason===null?"held":`held: ${codeSpan(reason)}`;case"failed":return analysis===null?"failed":`failed: ${codeSpan(analysis.failure_category)}`;default:return status}}function changeCell({rate,trial:{comparison}}){return rate===null||comparison===null?none:percent(comparison.rate_change_percent)}function bytesCell({rate,trial:{evaluation}}){return rate===null||evaluation===null?none:grouped(evaluation.total_bytes)}function otherwiseWords({otherwise}){return otherwise===0?null:`${count(otherwise,"earlier step")} measured in another way, without a place here.`}function clipBlocks(benchmark,lineage,best){let title=inlineText(titleWords(best.trial),longestTitle);return["## Clip by clip",`From the first baseline to the best step, no. ${best.position}: ${sentence(title)}`,clipWayTable(benchmark,lineage,best)]}async function lineageFiles(workshop){return renderLineage(await readFigures(workshop))}var mostRepeated=3,longestCause=120;function renderLeaderboard(history,style){let{benchmark,trials,answers}=history,counted=countTrials(trials),lineage=lineageOf(benchmark,trials),rows=rowsOf(trials,lineage);return[style.strong(headline(benchmark,counted)),"",...tableLines(rows,benchmark,style),"",...milestoneLines(lineage,benchmark),...wrap(`Failures: ${failureWords(counted)}`,100),...counted.repeated.slice(0,mostRepeated).flatMap(repeatedLines),...errorLines(counted),...costLines(counted,waitingOf(answers)),...armLines(trials)]}function headline({name},{trials,byStatus,acceptance}){let accepted=byStatus.find(({status})=>status==="accepted")?.count??0,share=acceptance===null?"":` (${(100*acceptance).toFixed(1)} %)`;return`${safeLine(name,60)}: ${count(trials,"trial")}, ${grouped(accepted)} accepted${share}`}function rowsOf(records,lineage){let isReference=lineage?.unit==="reference",rates=new Map(lineage?.points.map(({trial,rate})=>[trial.experiment_id,rate])),newest=new Map;for(let trial of settleTrials(records))newest.set(String(trial.candidate.pull_request??trial.experiment_id),trial);return[...newest.values()].map(trial=>{let rate=rates.get(trial.experiment_id)??null;return{trial,againstReference:isReference&&rate!==null?rate-100:null}}).sort((a,b)=>numberOf(a)-numberOf(b))}function tableLines(rows,benchmark,style){let columns=columnsOf(benchmark),cells=rows.map(row=>cellsOf(row,benchmark)),room=98-(aligned(columns,cells,plainStyle)[0]?.length??0),lines=aligned(columns,cells,style,(cell,y,x)=>{let status=rows[y]?.trial.status;return x===1&&status!==void 0?style[tones[status]](cell):cell}),titles=["title",...rows.map(({trial})=>safeLine(trial.candidate.title,room))];return lines.map((line,y)=>`${line}  ${y===0?style.faint("title"):titles[y]}`)}function columnsOf({objective,reference_encoder:reference}){let right3=title=>({title,align:"right"});return[right3("PR"),{title:"status",align:"left"},right3("rate"),right3("all bytes"),...objective==="lossless"?[right3("bytes"),right3("bits/sample")]:[],right3(`vs ${safeLine(reference,12)}`)]}function cellsOf(row,{objective}){let{candidate,status,comparison,evaluation}=row.trial,signed=value=>value==null?"\u2013":percent(value),sums=evaluation===null?["\u2013","\u2013"]:[grouped(evaluation.total_bytes),evaluation.bits_per_sample.toFixed(3)];return[candidate.pull_request===null?"\u2013":`#${candidate.pull_request}`,status,...comparison===null?["\u2013","\u2013"]:changeCells(comparison),...objective==="lossless"?sums:[],signed(row.againstReference)]}function milestoneLines(lineage,benchmark){let milestones2=milestoneWords(lineage);if(milestones2===null)return[];let reference=safeLine(benchmark.reference_encoder,40),best=bestWords(lineage),now=best===null?"":` (best so far ${best})`;return wrap(`Less rate than ${reference}: ${milestones2}${now}`,100)}function failureWords({byCategory}){return byCategory.length===0?"none":byCategory.toSorted((a,b)=>b.count-a.count).map(({category,count:number})=>`${category} ${grouped(number)}`).join(", ")}function repeatedLines({category,count:number,first,cause}){let since=first===null?"":` since #${first}`,words=`Again: ${category}, seen ${grouped(number)} times${since}: ${safeLine(cause,longestCause)}`;return wrap(words,100)}function errorLines({errors}){if(errors.count===0)return[];let cause=errors.cause===null?"":`: ${safeLine(errors.cause,longestCause)}`;return wrap(`Errors of the bot itself: ${grouped(errors.count)}${cause}`,100)}function costLines(counted,waiting){let{cost,usd_per_accepted:each,gains}=counted,gain=gains.find(({current})=>current)?.usd_per_percent??null,parts=[...each===null?[]:[`${dollars(each)} for each accepted one`],...gain===null?[]:[`${dollars(gain)} for each percent of rate`]],money=cost.usd===0?[]:wrap(`Cost: ${[dollars(cost.usd),...parts].join(", ")}`,100);if(waiting===null)return money;let{median_seconds:median,p90_seconds:most}=waiting,words=`First verdict after ${duration(median)} (median), ${duration(most)} at most for nine of ten`;return[...money,...wrap(words,100)]}function armLines(records){let arms=compareArms(records).filter(({current})=>current);return areRivals(arms)?arms.flatMap(arm=>{let dollar=arm.gain_per_usd_percent,paid=dollar===null?"":`, ${dollar.toFixed(3)} % a dollar ($${arm.usd.toFixed(2)} in all)`,words=`By ${arm.author}: ${arm.accepted} of ${arm.candidates} accepted, ${arm.gain_per_candidate_percent.toFixed(3)} % gained a candidate${paid}`;return wrap(words,100)}):[]}function numberOf({trial}){return trial.candidate.pull_request??0}async function reportCommand(options,environment){let{workshop,close}=await openLocalBench(options,environment);try{let lines=await linesOf2(options,workshop,environment);return environment.stdout.write(lines.map(line=>`${line}
`).join("")),0}finally{await close()}}async function linesOf2({json,html:html2,lineage},workshop,environment){return html2?[await writePage(workshop,environment,html2.file)]:lineage?writeLineage(workshop,environment,lineage.folder):json?(await readHistory(workshop)).map(({trial})=>JSON.stringify(trial)):leaderboardLines(workshop,environment.style)}async function writePage(workshop,{workingFolder,crucible},file){let target=file===null?path.join(crucible,"report.html"):path.resolve(workingFolder,file),page=await reportPage([workshop],null);try{await mkdir(path.dirname(target),{recursive:!0}),await writeFile(target,page)}catch(error){throw new UsageError(`--html: the page cannot be written: ${error.message}`)}return path.relative(workingFolder,target)}async function writeLineage(workshop,{workingFolder,crucible},folder){let files=await lineageFiles(workshop);if(files===null){let{name}=workshop.benchmark;throw new UsageError(`--lineage: no candidate of ${name} has a rate yet, so there is nothing to draw`)}let target=folder===null?crucible:path.resolve(workingFolder,folder);try{await mkdir(target,{recursive:!0});for(let{name,text}of files)await writeFile(path.join(target,name),text)}catch(error){throw new UsageError(`--lineage: the files cannot be written: ${error.message}`)}return files.map(({name})=>path.relative(workingFolder,path.join(target,name)))}async function leaderboardLines(workshop,style){return renderLeaderboard(await readFigures(workshop),style)}export{reportCommand,writePage,leaderboardLines};
