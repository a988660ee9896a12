import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);
import{originOf}from"./chunk-S4ICSTIJ.js";import{areRivals,bestAgainstReference,compareArms,lineageOf,milestones,milestonesOf,readFigures,waitingOf}from"./chunk-UMSDNZYY.js";import{countTrials,settleTrials,tallyOf}from"./chunk-RTSYKZRK.js";import{failureCategories,severities,statuses}from"./chunk-DRXXL7P7.js";import{casesOf,causeTitle,costWords,dateOf,dollars,dollarsOrNone,duration,experimentDetails,verdictWords}from"./chunk-V7DSZ4U5.js";import{oneLine,visibleText}from"./chunk-CUYQTHGS.js";import{count,grouped,percent}from"./chunk-KKI44HUJ.js";import{clipText}from"./chunk-KQN5EFWS.js";import{digestOf,shortDigest}from"./chunk-J6A7P2QZ.js";var entities={"&":"&amp;","<":"&lt;",">":"&gt;",'"':"&quot;","'":"&#39;"};function html(strings,...parts){return{html:strings.map((text,i)=>text+markup(parts[i]??null)).join("")}}function markup(part){return part===null?"":typeof part=="number"?String(part):typeof part=="string"?escapeHtml(part):"html"in part?part.html:part.map(each=>each.html).join("")}function escapeHtml(text){return visibleText(text).replace(/[&<>"']/g,char=>entities[char]??char)}function ownHtml(text){return{html:text}}function jsonHtml(value){return{html:JSON.stringify(value).replace(/</g,"\\u003c")}}function hashSource(text){let binary=(digestOf(text).match(/../g)??[]).map(pair=>String.fromCharCode(Number.parseInt(pair,16))).join("");return`'sha256-${btoa(binary)}'`}function linearScale(values,places,count2){let[low,high]=values,step=roundStep((high-low)/Math.max(1,count2)),first=Math.ceil(low/step-1e-9),last=Math.floor(high/step+1e-9),ticks=Array.from({length:Math.max(0,last-first+1)},(_,i)=>(first+i)*step);return{at:placing(values,places),ticks:ticks.map(tick=>Number(tick.toPrecision(12)))}}function logScale([low,high],places){let place=placing([Math.log(low),Math.log(high)],places),ticks=[];for(let power=Math.floor(Math.log10(low));power<=Math.log10(high);power++)for(let digit of[1,2,5]){let tick=digit*10**power;tick>=low&&tick<=high&&ticks.push(tick)}return{at:value=>place(Math.log(value)),ticks}}function placing([low,high],[from,to]){let length=high-low||1;return value=>Math.round(10*(from+(value-low)/length*(to-from)))/10}function roundStep(step){let power=10**Math.floor(Math.log10(step||1));return([1,2,5,10].find(each=>each*power>=step*(1-1e-9))??10)*power}function signed(value){return keptTogether(percent(value).replace("-","\u2212"))}function share(value){return keptTogether(`${Math.abs(value).toFixed(1)} %`)}function shortened(text,max){let line=oneLine(text);if(line.length<=max)return line;let cut=line.slice(0,max-1),atWord=cut.replace(/\s+\S*$/,"");return`${(atWord.length>max/2?atWord:cut.replace(/[\ud800-\udbff]$/,"")).replace(/[\s,;:.]+$/,"")}\u2026`}function shortReference(encoder){return shortened(encoder.replace(/[(,;].*$/s,"").trim()||encoder,24)}function keptTogether(text){return text.replace(/ /g,"\xA0")}var mostClips=24,longestName=40;function clipCharts({objective,clips},pair){let shown=clips.slice(0,mostClips),left=clips.length-shown.length,note=left===0?null:html`<p class="note">And ${left} more clips.</p>`;return objective==="lossless"?html`${byteTable(shown,pair)}${note}`:html`<div class="curves">${shown.map(clip=>curve(clip,pair))}</div>${note}`}function byteTable(clips,pair){let rows=clips.map(clip=>({name:clip.clip.name,bars:barsOf(clip,pair)})),most=Math.max(1,...rows.flatMap(({bars})=>bars.map(({bytes})=>bytes)));return html`<table class="bars"><thead class="unseen"><tr><th scope="col">clip</th><th scope="col">bytes, as bars</th><th scope="col">bytes</th><th scope="col">change against the baseline</th></tr></thead><tbody>${rows.map(({name,bars})=>html`<tr><th scope="row">${oneLine(name,longestName)}</th><td class="picture">${bars.map(({kind,bytes})=>barOf(kind,bytes/most))}</td><td class="number">${grouped(bars.at(-1)?.bytes??0)}</td><td class="number soft">${changeOf(bars)}</td></tr>`)}</tbody></table>`}function barsOf(clip,{candidate,baseline}){let reference=clip.reference[0];return[...reference?[{kind:"reference",bytes:reference.bytes}]:[],...baseline?[{kind:"baseline",bytes:bytesOf(clip,baseline)}]:[],{kind:"candidate",bytes:bytesOf(clip,candidate)}]}function bytesOf({clip},evaluation){return casesOf(evaluation,clip.name).reduce((sum,{bytes})=>sum+bytes,0)}function changeOf(bars){let[ours,theirs]=["candidate","baseline"].map(kind=>bars.find(bar=>bar.kind===kind)?.bytes);return ours===void 0||!theirs?"":signed(100*(ours/theirs-1))}function barOf(kind,part){let width=Math.round(1e3*Math.min(1,part))/10;return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="${kind}" width="${width}" height="1"/></svg>`}var size={width:300,height:210},margin={left:34,right:10,top:10,bottom:26};function curve(clip,pair){let name=oneLine(clip.clip.name,longestName),curves=curvesOf(clip,pair).filter(({points:points2})=>points2.length>0),points=curves.flatMap(each=>each.points);if(points.length===0)return html``;let bytes=points.map(point=>point.bytes),psnr=points.map(point=>point.psnr).concat(clip.windows?.psnr_db??[]),right=size.width-margin.right,bottom=size.height-margin.bottom,x=logScale([Math.min(...bytes)/1.15,Math.max(...bytes)*1.15],[margin.left,right]),y=linearScale([Math.min(...psnr)-1,Math.max(...psnr)+1],[bottom,margin.top],6),lines=curves.map(each=>{let places=each.points.map(point=>`${x.at(point.bytes)} ${y.at(point.psnr)}`);return html`<path class="curve ${each.kind}" d="M${places.join("L")}"/><path class="points ${each.kind}" d="${places.map(place=>`M${place}h0`).join("")}"/>`}),[low,high]=clip.windows?.psnr_db??[0,0],band=html`<rect class="band" x="${margin.left}" width="${right-margin.left}" y="${y.at(high)}" height="${Math.round(10*(y.at(low)-y.at(high)))/10}"/>`,ticks=html`${y.ticks.map(tick=>html`<line class="grid" x1="${margin.left}" x2="${right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="tick" x="${margin.left-6}" y="${y.at(tick)+4}" text-anchor="end">${tick}</text>`)}${x.ticks.map(tick=>html`<text class="tick" x="${x.at(tick)}" y="${bottom+18}" text-anchor="middle">${kilobytes(tick)}</text>`)}`;return html`<figure><figcaption>${name}</figcaption><svg class="chart" viewBox="0 0 ${size.width} ${size.height}" role="img" aria-label="${name}: PSNR-YUV in dB over bytes">${clip.windows?band:null}${ticks}${lines}</svg></figure>`}function curvesOf(clip,{candidate,baseline}){return[{kind:"reference",points:clip.reference.flatMap(({bytes,psnr_yuv:psnr})=>psnr===null?[]:[{bytes,psnr}])},{kind:"baseline",points:baseline?pointsOf(casesOf(baseline,clip.clip.name)):[]},{kind:"candidate",points:pointsOf(casesOf(candidate,clip.clip.name))}].map(({kind,points})=>({kind,points:points.filter(({bytes,psnr})=>bytes>0&&Number.isFinite(psnr)).toSorted((a,b)=>a.bytes-b.bytes)}))}function pointsOf(cases){return cases.flatMap(({bytes,psnr_yuv:psnr})=>psnr===null?[]:[{bytes,psnr}])}function kilobytes(bytes){return bytes>=1e3?`${bytes/1e3}k`:String(bytes)}function placeLabels(labels,obstacles,area){let words=[],leaders=[];return labels.flatMap(label=>{for(let placed of placesFor(label)){let box=boxOf(placed),leader=leaderOf(placed);if(!(!isInside(box,area)||isCovered(box,[...obstacles,...words,...leaders]))&&!leader.some(each=>isCovered(each,words)))return words.push(box),leaders.push(...leader),[placed]}return[]})}function placesFor(label){let{x,y,texts}=label;return Array.from({length:4},(_,line)=>line*16).flatMap(away=>texts.flatMap(text=>[{text,x,y,anchor:"start",at:{x:x+10/2,y:y-10-away}},{text,x,y,anchor:"end",at:{x:x-10/2,y:y+10+8+away}}]))}function boxOf({text,anchor,at}){let width=text.length*6.5;return{x:anchor==="start"?at.x:at.x-width,y:at.y-12,width,height:16}}function leaderOf({x,y,at}){let[top,bottom]=at.y<y?[at.y+4,y-7]:[y+7,at.y-12];return bottom-top<8?[]:[{x,y:top,width:0,height:bottom-top}]}function isInside(box,area){return box.x>=area.x&&box.y>=area.y&&box.x+box.width<=area.x+area.width&&box.y+box.height<=area.y+area.height}function isCovered(box,others){return others.some(each=>overlap(each,box))}function overlap(a,b){return a.x<b.x+b.width+2&&b.x<a.x+a.width+2&&a.y<b.y+b.height&&b.y<a.y+a.height}var wide={width:1080,height:420},narrow={width:360,height:300},margin2={left:52,right:16,top:18,bottom:58},lengths=[72,52,36],mostLabels=24,mostDots=60;function lineageChart(lineage,reference){let about=descriptionOf(lineage,reference);return html`<svg class="chart wide" viewBox="0 0 ${wide.width} ${wide.height}" role="img" aria-label="${about}">${drawing(lineage,wide,reference)}</svg>
<svg class="chart narrow" viewBox="0 0 ${narrow.width} ${narrow.height}" role="img" aria-label="${about}">${drawing(lineage,narrow,reference)}</svg>`}function descriptionOf({points,steps:steps2,start},reference){let last=steps2.at(-1)?.rate??start;return`Rate in percent of ${reference} over ${count(points.length,"trial")}: from ${share(start)} to ${share(last)} in ${count(steps2.length,"accepted step")}.`}function drawing(lineage,size2,reference){let frame=frameOf(lineage,size2),placed=size2===wide?ideas(frame):[];return html`${grid(frame)}${marks(frame,reference)}${attempts(frame)}${steps(frame)}${size2===wide?labelled(placed):numbers(frame)}`}function frameOf(lineage,{width,height}){let rates=shownRates(lineage),last=lineage.points.length,bottom=height-margin2.bottom;return{width,height,lineage,rates,x:linearScale([.4,last+.6],[margin2.left,width-margin2.right],width/80),y:linearScale(rates,[bottom,margin2.top],3+height/140)}}function shownRates({steps:steps2,start,unit}){let curve2=[start,...steps2.map(({rate})=>rate)],[low,high]=[Math.min(...curve2),Math.max(...curve2)],length=Math.max(high-low,high*.05),next=milestones.map(less=>100-less).find(rate=>rate<low),near=unit==="reference"&&next!==void 0&&low-next<length*.6;return[Math.max(0,(near?next:low)-length*.12),high+length*.14]}function grid({x,y,width,height,lineage}){let bottom=height-margin2.bottom,rows=y.ticks.map(tick=>html`<line class="grid" x1="${margin2.left}" x2="${width-margin2.right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="tick" x="${margin2.left-8}" y="${y.at(tick)+4}" text-anchor="end">${Number(tick.toPrecision(6))} %</text>`),columns2=x.ticks.filter(tick=>Number.isInteger(tick)&&tick>=1).map(tick=>html`<text class="tick" x="${x.at(tick)}" y="${bottom+36}" text-anchor="middle">${grouped(tick)}</text>`),title=html`<text class="axis" x="${width-margin2.right}" y="${height-4}" text-anchor="end">candidate, of ${grouped(lineage.points.length)}</text>`;return html`${rows}${columns2}${title}`}function marks({y,rates,width,lineage},reference){if(lineage.unit!=="reference")return html``;let lines=[{rate:100,text:reference},...milestones.map(less=>({rate:100-less,text:`${less} % less`}))];return html`${lines.filter(({rate})=>rate>rates[0]&&rate<rates[1]).map(({rate,text})=>html`<line class="mark" x1="${margin2.left}" x2="${width-margin2.right}" y1="${y.at(rate)}" y2="${y.at(rate)}"/><text class="mark-name" x="${margin2.left+6}" y="${y.at(rate)-5}">${text}</text>`)}`}function attempts({x,y,rates,height,lineage}){let bottom=height-margin2.bottom,rest=lineage.points.filter(({trial})=>trial.status!=="accepted"),dots=rest.flatMap(({position,rate})=>{if(rate===null)return[];let shown=Math.max(rates[0],Math.min(rate,rates[1]));return[`M${x.at(position)} ${y.at(shown)}h0`]}),strokes=rest.filter(({rate})=>rate===null).map(({position})=>`M${x.at(position)} ${bottom+9}v9`);return html`<path class="tried${dots.length>mostDots?" many":""}" d="${dots.join("")}"/><path class="broken" d="${strokes.join("")}"/>`}function steps({x,y,width,height,lineage}){let bottom=height-margin2.bottom,path=[`M${margin2.left} ${y.at(lineage.start)}`];for(let{position,rate}of lineage.steps)path.push(`H${x.at(position)}V${y.at(rate)}`);let line=`${path.join("")}H${width-margin2.right}`,area=`${line}V${bottom}H${margin2.left}Z`,radius=lineage.steps.length>mostLabels?3.5:5,dots=lineage.steps.map(({position,rate})=>html`<circle class="step" cx="${x.at(position)}" cy="${y.at(rate)}" r="${radius}"/>`);return html`<path class="area" d="${area}"/><path class="line" d="${line}"/>${dots}`}function ideas({x,y,width,height,lineage,rates}){let labels=largest(lineage).map(step=>{let{title}=step.trial.candidate,texts=lengths.map(length=>`${numberOf(step)}${shortened(title,length)}`);return{texts:[...new Set(texts)],x:x.at(step.position),y:y.at(step.rate)}}),area={x:margin2.left,y:2,width:width-margin2.left-margin2.right,height:height-margin2.bottom-4},reserved=milestones.map(less=>100-less).concat(lineage.unit==="reference"?100:[]).filter(rate=>rate>rates[0]&&rate<rates[1]).map(rate=>({x:margin2.left,y:y.at(rate)-16,width:84,height:14})),obstacles=[...curveBoxes(lineage,x,y,width),...reserved,...dotBoxes(lineage,x,y)];return placeLabels(labels,obstacles,area)}function dotBoxes({points},x,y){let boxes=points.flatMap(({trial,position,rate})=>trial.status==="accepted"||rate===null?[]:[{x:x.at(position)-4,y:y.at(rate)-4,width:8,height:8}]);return boxes.length>mostDots?[]:boxes}function largest({steps:all}){let gain=({trial})=>trial.comparison?.rate_change_percent??0;return all.toSorted((a,b)=>gain(a)-gain(b)||b.position-a.position).slice(0,mostLabels)}function curveBoxes({steps:all,start},x,y,width){let boxes=[],[fromX,fromY]=[margin2.left,y.at(start)];for(let step of all){let[toX,toY]=[x.at(step.position),y.at(step.rate)];boxes.push({x:fromX,y:fromY-2,width:toX-fromX,height:4}),boxes.push({x:toX-2,y:Math.min(fromY,toY),width:4,height:Math.abs(toY-fromY)}),boxes.push({x:toX-6,y:toY-6,width:12,height:12}),[fromX,fromY]=[toX,toY]}return boxes.push({x:fromX,y:fromY-2,width:width-margin2.right-fromX,height:4}),boxes}function labelled(placed){return html`${placed.map(label=>{let leaders=leaderOf(label).map(box=>html`<line class="leader" x1="${box.x}" x2="${box.x}" y1="${box.y}" y2="${box.y+box.height}"/>`);return html`${leaders}<text class="idea" x="${label.at.x}" y="${label.at.y}" text-anchor="${label.anchor}">${label.text}</text>`})}`}function numbers({x,y,width,lineage}){let room=Math.max(1,Math.ceil(lineage.steps.length*34/width)),shown=lineage.steps.filter((_,i)=>i%room===0);return html`${shown.map(step=>{let atEnd=x.at(step.position)>width-margin2.right-30,place=x.at(step.position)+(atEnd?-8:3);return html`<text class="idea" x="${place}" y="${y.at(step.rate)+(atEnd?18:-9)}" text-anchor="${atEnd?"end":"start"}">${numberOf(step).trim()}</text>`})}`}function numberOf({trial}){let number=trial.candidate.pull_request;return number===null?"":`#${number} `}var drawings={syntax_error:"M5 4.5 1.8 8 5 11.5M11 4.5 14.2 8 11 11.5M9.2 3 6.8 13",validation_error:"M8 1.9a6.1 6.1 0 1 0 0 12.2a6.1 6.1 0 1 0 0-12.2M3.8 3.8l8.4 8.4",import_error:"M8 1.8 13.8 4.7V11.3L8 14.2 2.2 11.3V4.7ZM2.4 4.8 8 7.7l5.6-2.9M8 7.7v6.3",runtime_error:"M9.2 1.8 3.4 9.2H7.6L6.8 14.2 12.6 6.8H8.4Z",logic_error:"M2 2h8v8H2ZM6 12.2V14h8V6h-1.8M4.4 6h3.2",timeout:"M4 2h8M4 14h8M4.8 2v2.4L8 8l3.2-3.6V2M4.8 14v-2.4L8 8l3.2 3.6V14",resource_error:"M4.2 4.2h7.6v7.6H4.2ZM6.4 1.8v2.4M9.6 1.8v2.4M6.4 11.8v2.4M9.6 11.8v2.4M1.8 6.4h2.4M1.8 9.6h2.4M11.8 6.4h2.4M11.8 9.6h2.4",performance_rejection:"M2 2v12h12M4.6 10.6 7.4 8 9.4 9.4 13.4 4.6M10.4 4.4l3-.1.1 3",infrastructure_error:"M13.6 4.1a3.6 3.6 0 0 1-4.9 4.4L4.4 12.9a1.3 1.3 0 0 1-1.9-1.9L7 6.7A3.6 3.6 0 0 1 11.5 2L9.4 4.1 11.5 6.2Z"};function iconSheet(){return html`<svg class="sheet" aria-hidden="true" width="0" height="0">${failureCategories.map(category=>html`<symbol id="icon-${category}" viewBox="0 0 16 16"><path d="${drawings[category]}"/></symbol>`)}</svg>`}function icon(category){return html`<svg class="icon" aria-hidden="true"><use href="#icon-${category}"/></svg>`}var mark='<path d="M4 7h16l-2.2 8.2a2.4 2.4 0 0 1-2.3 1.8h-7a2.4 2.4 0 0 1-2.3-1.8Z" fill="#0d7a68"/><path d="M6.6 7c0-2 1.5-2.1 1.5-3.6M11.9 7c0-2.5 1.8-2.9 1.8-5.3M16.6 7c0-1.5 1.1-1.7 1.1-2.9" fill="none" stroke="#e07b1a" stroke-width="1.6" stroke-linecap="round"/><path d="M8.5 21.5h7" stroke="#0d7a68" stroke-width="2" stroke-linecap="round"/>';function markIcon(){return ownHtml(`<svg class="emblem" viewBox="0 0 24 24" aria-hidden="true">${mark}</svg>`)}function markAddress(){let svg=`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">${mark}</svg>`;return`data:image/svg+xml,${encodeURIComponent(svg)}`}var mostRepeated=6,longestCause=120,mostRows=40;function verdictBar({byStatus,trials}){let parts=byStatus.filter(part=>part.count>0),from=0,pieces=parts.map(({status,count:number})=>{let width=100*number/trials,piece=html`<rect class="${status}" x="${rounded(from)}" width="${rounded(width)}" height="1"/>`;return from+=width,piece});return html`<svg class="bar tall" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>
<ul class="legend">${parts.map(({status,count:number})=>html`<li><button type="button" data-filter="status" data-value="${status}"><span class="status ${status}">${status}</span> <b>${grouped(number)}</b></button></li>`)}</ul>`}function failureTable({byCategory}){let rows=byCategory.toSorted((a,b)=>b.count-a.count);if(rows.length===0)return html`<p class="note">Nothing has failed yet.</p>`;let most=Math.max(...rows.map(row=>row.count));return html`<table class="bars failures"><thead class="unseen"><tr><th scope="col">category</th><th scope="col">severities, as a bar</th><th scope="col">severities</th><th scope="col">trials</th></tr></thead><tbody>${rows.map(row=>html`<tr><th scope="row"><button type="button" data-filter="category" data-value="${row.category}">${icon(row.category)}${row.category}</button></th><td class="picture">${stack(row,most)}</td><td class="soft words">${row.severities.map(part=>`${grouped(part.count)} ${part.severity}`).join(", ")}</td><td class="number">${grouped(row.count)}</td></tr>`)}</tbody></table>`}function stack({severities:parts},most){let from=0,pieces=parts.map(part=>{let width=100*part.count/most,piece=html`<rect class="${part.severity}" x="${rounded(from)}" width="${rounded(width)}" height="1"/>`;return from+=width,piece});return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${pieces}</svg>`}function repeatedFailures({repeated}){return repeated.length===0?null:html`<div class="card"><h3>The same failure again</h3><ul class="repeated">${repeated.slice(0,mostRepeated).map(each=>repeatedItem(each))}</ul></div>`}function repeatedItem({category,fingerprint,count:number,...rest}){let{first,newest,cause}=rest,since=first===null?"":` since #${first}`,last=newest===null||newest===first?"":`, last in #${newest}`;return html`<li><button type="button" data-filter="search" data-value="${fingerprint}">${icon(category)}${category}</button> <span>seen ${grouped(number)} times${since}${last}</span><p class="soft">${shortened(cause,longestCause)}</p></li>`}function milestoneBar(lineage,reference){let best=bestAgainstReference(lineage);if(lineage===null||best===null)return null;let less=Math.max(0,-best),ticks=milestones.map(mark2=>html`<rect class="tick" x="${mark2-.2}" width="0.4" height="1"/>`);return html`<h3>Milestones</h3><p class="figure">${share(best)} <span>${best<0?"less":"more"} than ${reference}</span></p>
<svg class="bar tall" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="1"/><rect class="candidate" width="${rounded(less)}" height="1"/>${ticks}</svg>
<ul class="milestones">${milestonesOf(lineage).map(mark2=>html`<li>${milestoneWords(mark2)}</li>`)}</ul>`}function milestoneWords({less_percent:less,reached}){if(reached===null)return html`<span>${less} % less</span> <span>not yet</span>`;let number=reached.candidate.pull_request,words=number===null?"reached":`reached by #${number}`,date=reached.timestamp===null?null:html` <span>${dateOf(reached.timestamp)}</span>`;return html`<b>${less} % less</b> <b>${words}${date}</b>`}function armTable(trials){let arms=compareArms(trials);if(arms.length===0)return null;let titles2=["candidates","accepted","gain","gain a candidate","cost","gain a dollar"],rows=arms.slice(0,mostRows).map(arm=>({names:[arm.author,seriesName(arm)],cells:[grouped(arm.candidates),grouped(arm.accepted),share(arm.gain_percent),`${arm.gain_per_candidate_percent.toFixed(2)}\xA0%`,dollars(arm.usd),arm.gain_per_usd_percent===null?"\u2013":`${arm.gain_per_usd_percent.toFixed(2)}\xA0%`]})),note=areRivals(arms)?html`<p class="note">Mutations cost nothing and know nothing: they are the yardstick. Steps on a better baseline are harder.</p>`:null;return numberCard({title:"Who writes candidates",names:["by","benchmark"],titles:titles2,rows,note})}function costTable({gains,cost}){if(gains.length===0)return null;let titles2=["candidates","accepted","gain","cost","a candidate","an accepted one","a percent"],rows=gains.slice(0,mostRows).map(gain=>({names:[seriesName(gain)],cells:[grouped(gain.candidates),grouped(gain.accepted),share(gain.gain_percent),dollars(gain.usd),dollarsOrNone(gain.usd_per_candidate),dollarsOrNone(gain.usd_per_accepted),dollarsOrNone(gain.usd_per_percent)]})),note=html`<p class="note">In all: ${costWords(cost)}. Gains of two benchmarks are never added.</p>`;return numberCard({title:"What it costs",names:["benchmark"],titles:titles2,rows,note})}function numberCard({title,names,titles:titles2,rows,note}){let head=[...names.map(name=>html`<th scope="col">${name}</th>`),...titles2.map(name=>html`<th scope="col" class="number">${name}</th>`)],body=rows.map(({names:words,cells})=>{let[first="",...others]=words,rest=others.map(word=>html`<td>${word}</td>`);return html`<tr><th scope="row">${first}</th>${rest}${cells.map(cell=>html`<td class="number">${cell}</td>`)}</tr>`});return html`<div class="card"><h3>${title}</h3><div class="scroll" tabindex="0" role="region" aria-label="${title}"><table class="plain"><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>${note}</div>`}function seriesName({benchmark,measurement_digest:digest,current}){let name=oneLine(benchmark,60);return current?name:`${name} as of ${shortDigest(digest)}`}function tilesOf(counted,waiting){let{acceptance,cost,errors,usd_per_accepted:each}=counted,entries=[acceptance!==null&&{figure:share(100*acceptance),words:"accepted, of all verdicts"},waiting!==null&&{figure:duration(waiting.median_seconds),words:"to the first verdict, in the middle"},waiting!==null&&{figure:duration(waiting.p90_seconds),words:"at most, for nine of ten"},cost.usd>0&&{figure:dollars(cost.usd),words:"spent in all"},cost.usd>0&&each!==null&&{figure:dollars(each),words:"for each accepted one"},errors.count>0&&{figure:grouped(errors.count),words:"ended in the bot's own error"}].filter(entry=>entry!==!1);return tiles(entries)}function tiles(entries){return html`<dl class="tiles">${entries.map(({figure,words})=>html`<div><dt>${words}</dt><dd>${figure}</dd></div>`)}</dl>`}function countWords({acceptance,byStatus,trials}){let accepted=byStatus.find(({status})=>status==="accepted")?.count??0,rate=acceptance===null?"":` (${share(100*acceptance)})`;return`${count(trials,"trial")}, ${accepted} accepted${rate}`}function rounded(value){return Math.round(100*value)/100}function benchmarkSection(history,indexOf,id){let{benchmark,baselineDigest,trials}=history,lineage=lineageOf(benchmark,trials),reference=lineage?.unit==="reference"?shortReference(benchmark.reference_encoder):"the first baseline",name=oneLine(benchmark.name,100);return html`<section class="benchmark" aria-labelledby="${id}">
<div class="head"><h2 id="${id}">${name}</h2><p class="soft">${oneLine(benchmark.description,300)}</p></div>
${progressTiles(lineage,reference,trials)}
<p class="origin soft">Baseline <code>${shortDigest(baselineDigest)}</code>${originWords(history)}. ${lineage?.unit==="reference"?`Reference: ${oneLine(benchmark.reference_encoder,100)}.`:null}</p>
${lineage===null?html`<p class="note">Nothing was measured yet.</p>`:lineageFigure(lineage,reference,indexOf)}
<div class="pair ${benchmark.objective}">${newestStep(benchmark,trials)}${milestoneCard(lineage,reference)}</div>
</section>`}function originWords(history){let number=originOf(history);return number===null?", committed by hand":`, merged with #${number}`}function progressTiles(lineage,reference,trials){let best=bestAgainstReference(lineage),{acceptance,byStatus}=tallyOf(trials),last=lineage?.steps.at(-1),inAll=last&&lineage?100*(last.rate/lineage.start-1):null,change=last?.trial.comparison?.rate_change_percent??null,entries=[inAll!==null&&{figure:signedShare(inAll),words:"rate since the first baseline"},best!==null&&{figure:signedShare(best),words:`rate against ${reference}`},change!==null&&{figure:signedShare(change),words:"by the newest step"},{figure:grouped(trials.length),words:trials.length===1?"trial":"trials"},{figure:grouped(byStatus.accepted),words:"accepted"},acceptance!==null&&{figure:share(100*acceptance),words:"acceptance"}].filter(entry=>entry!==!1);return tiles(entries)}function signedShare(percent2){let shown=share(percent2);return Number.parseFloat(shown)===0?shown:`${percent2<0?"\u2212":"+"}${shown}`}function lineageFigure(lineage,reference,indexOf){let{steps:steps2}=lineage,list=html`<details class="steps"><summary>${steps2.length===1?"The accepted step":`The ${grouped(steps2.length)} accepted steps`}, in words</summary><ol>${steps2.map(step=>stepItem(step,indexOf))}</ol></details>`;return html`<figure class="lineage"><figcaption><h3>Lineage</h3><p class="soft">Rate in percent of ${reference}; lower is better.</p><ul class="key"><li><i class="step"></i>accepted</li><li><i class="tried"></i>works, not accepted</li><li><i class="broken"></i>no rate</li></ul></figcaption>${lineageChart(lineage,reference)}${steps2.length===0?null:list}${otherwiseWords(lineage)}</figure>`}function otherwiseWords({otherwise}){return otherwise===0?null:html`<p class="note">${count(otherwise,"earlier step")} measured in another way, without a place on this axis.</p>`}function stepItem({trial,rate},indexOf){let{candidate,comparison}=trial,number=candidate.pull_request===null?"":`#${candidate.pull_request} `;return html`<li><button type="button" data-open="${indexOf(trial)}">${number}${shortened(candidate.title,120)}</button> <span class="soft">${comparison?signed(comparison.rate_change_percent):""}, to ${share(rate)}</span></li>`}function newestStep(benchmark,trials){let measured=trials.filter(trial=>isWhole(benchmark,trial)),newest=measured.findLast(({status})=>status==="accepted");if(newest?.evaluation==null)return null;let baseline=measured.findLast(({candidate})=>candidate.source_digest===newest.baseline.source_digest),pair={candidate:newest.evaluation,baseline:baseline?.evaluation??null},number=newest.candidate.pull_request,title=benchmark.objective==="lossless"?"Bytes per clip":"Rate and distortion, clip by clip",axes=benchmark.objective==="lossless"?null:html` PSNR-YUV in dB over bytes; rates are compared within the band.`;return html`<figure class="card newest"><figcaption><h3>${title}</h3><p class="soft">The newest step${number===null?"":`, #${number}`}: ${shortened(newest.candidate.title,90)}.${axes}</p><ul class="key"><li><i class="candidate"></i>this step</li>${pair.baseline?html`<li><i class="baseline"></i>before it</li>`:null}<li><i class="reference"></i>${shortReference(benchmark.reference_encoder)}</li></ul></figcaption>${clipCharts(benchmark,pair)}</figure>`}function isWhole({measurement_digest,clips,ladder},trial){return trial.benchmark.measurement_digest===measurement_digest&&trial.evaluation?.complete===!0&&trial.evaluation.cases.length===clips.length*ladder.length}function milestoneCard(lineage,reference){let bar=milestoneBar(lineage,reference);return bar===null?null:html`<div class="card aim">${bar}</div>`}var page_default=`:root {
  color-scheme: light dark;
  --paper: #faf9f6;
  --card: #ffffff;
  --ink: #20242a;
  --soft: #5d646e;
  --line: #e5e2da;
  --hover: #f3f1eb;
  --accent: #0d7a68;
  --accent-tint: #0d7a6814;
  --before: #b3b9b4;
  --reference: #d5d1c6;
  --critical: #c8281f;
  --high: #e8760f;
  --medium: #e5ba0c;
  --low: #a8aeb6;
  --critical-ink: #94170f;
  --high-ink: #8c3f02;
  --medium-ink: #6d5500;
  --low-ink: #4d545e;
  --critical-tint: #fde5e2;
  --high-tint: #feecd9;
  --medium-tint: #fcf4cf;
  --low-tint: #eef0f2;
  --held: #3564c4;
  --rejected: #8c939c;
  --failed: #b3402f;
  --error: #6e41b8;
  --shadow: 0 1px 2px #20242a0a, 0 6px 24px #20242a0a;
  --sans:
    Inter, ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, SFMono-Regular, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}

@media (prefers-color-scheme: dark) {
  :root {
    --paper: #15181c;
    --card: #1c2025;
    --ink: #e8e6e1;
    --soft: #a0a7b1;
    --line: #2d323a;
    --hover: #23282e;
    --accent: #45c2a9;
    --accent-tint: #45c2a91a;
    --before: #6d7a7a;
    --reference: #474e58;
    --critical: #f0574c;
    --high: #f08a2c;
    --medium: #e8c534;
    --low: #7d858f;
    --critical-ink: #ffb3ac;
    --high-ink: #ffc590;
    --medium-ink: #f2de88;
    --low-ink: #c3c9d0;
    --critical-tint: #4a1f1c;
    --high-tint: #452a12;
    --medium-tint: #3c3411;
    --low-tint: #2c3138;
    --held: #82a6f2;
    --rejected: #8a919b;
    --failed: #ec8574;
    --error: #b394f0;
    --shadow: none;
  }
}

* {
  box-sizing: border-box;
}

html {
  scrollbar-gutter: stable;
  -webkit-text-size-adjust: 100%;
}

html:has(dialog[open]) {
  overflow: hidden;
}

body {
  margin: 0 auto;
  padding: 2.5rem 1.5rem 4rem;
  max-width: 76rem;
  background: var(--paper);
  color: var(--ink);
  font: 400 0.9375rem / 1.55 var(--sans);
  font-variant-numeric: tabular-nums;
  -webkit-font-smoothing: antialiased;
}

h1,
h2,
h3,
p,
ul,
ol,
dl,
dd,
figure {
  margin: 0;
  padding: 0;
}

h1 {
  font-size: 1.375rem;
  font-weight: 650;
  letter-spacing: -0.015em;
  line-height: 1.25;
}

h2 {
  font-size: 1.625rem;
  font-weight: 650;
  letter-spacing: -0.02em;
  line-height: 1.2;
}

h3 {
  font-size: 0.9375rem;
  font-weight: 600;
}

ul,
ol {
  list-style: none;
}

code,
pre {
  font-family: var(--mono);
  font-size: 0.875em;
  overflow-wrap: anywhere;
}

a {
  color: inherit;
  text-decoration-color: var(--before);
  text-underline-offset: 0.2em;
}

a:hover {
  color: var(--accent);
  text-decoration-color: currentColor;
}

button,
input,
select {
  font: inherit;
  color: inherit;
}

button {
  cursor: pointer;
}

:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
  border-radius: 4px;
}

.soft {
  color: var(--soft);
}

.note {
  margin-top: 0.75rem;
  color: var(--soft);
  font-size: 0.875rem;
}

.number {
  text-align: right;
  white-space: nowrap;
}

.unseen,
.sheet {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

.icon {
  flex: none;
  width: 1rem;
  height: 1rem;
  fill: none;
  stroke: currentColor;
  stroke-width: 1.4;
  stroke-linecap: round;
  stroke-linejoin: round;
}

/* ---- the head ---- */

.page-head {
  display: flex;
  gap: 0.875rem;
  align-items: center;
}

.emblem {
  width: 2.5rem;
  height: 2.5rem;
}

section {
  margin-top: 3.5rem;
}

.benchmark {
  margin-top: 2.5rem;
}

.head {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1rem;
  align-items: baseline;
  margin-bottom: 1.25rem;
}

.tiles {
  display: grid;
  grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr));
  border-block: 1px solid var(--line);
}

.tiles div {
  display: flex;
  flex-direction: column-reverse;
  justify-content: flex-end;
  padding: 1rem 1rem 1rem 0;
}

.tiles dd {
  font-size: 1.75rem;
  font-weight: 600;
  letter-spacing: -0.03em;
  line-height: 1.2;
}

.tiles div:first-child dd {
  color: var(--accent);
}

.tiles dt {
  color: var(--soft);
  font-size: 0.8125rem;
  line-height: 1.35;
}

.origin {
  margin-top: 0.75rem;
  font-size: 0.8125rem;
}

/* ---- pictures ---- */

.lineage {
  margin-top: 2rem;
}

figcaption {
  display: flex;
  flex-wrap: wrap;
  gap: 0.125rem 1rem;
  align-items: baseline;
}

figcaption p {
  font-size: 0.875rem;
}

.key {
  display: flex;
  flex-wrap: wrap;
  gap: 0.125rem 1rem;
  font-size: 0.8125rem;
  color: var(--soft);
}

.lineage .key {
  margin-left: auto;
}

.key li {
  display: flex;
  gap: 0.4rem;
  align-items: center;
}

.key i {
  width: 0.75rem;
  height: 0.5rem;
  border-radius: 2px;
  background: var(--reference);
}

.key .step,
.key .tried {
  width: 0.5rem;
  border-radius: 50%;
}

.key .broken {
  width: 2px;
  height: 0.7rem;
  background: var(--failed);
}

.key .step,
.key .candidate {
  background: var(--accent);
}

.key .tried,
.key .baseline {
  background: var(--before);
}

.chart {
  display: block;
  width: 100%;
  height: auto;
  margin-top: 0.5rem;
  overflow: visible;
}

.chart.narrow {
  display: none;
}

.chart text {
  font-family: var(--sans);
  font-size: 12px;
  fill: var(--soft);
}

.chart .idea {
  fill: var(--ink);
  stroke: var(--paper);
  stroke-width: 4px;
  stroke-linejoin: round;
  paint-order: stroke;
}

.chart .grid {
  stroke: var(--line);
}

.chart .mark {
  stroke: var(--soft);
  stroke-dasharray: 2 4;
}

.chart .mark-name {
  font-size: 11px;
  font-style: italic;
}

.chart .leader {
  stroke: var(--before);
}

.chart .area {
  fill: var(--accent-tint);
}

.chart .line {
  fill: none;
  stroke: var(--accent);
  stroke-width: 2.25;
  stroke-linejoin: round;
}

.chart circle.step {
  fill: var(--accent);
  stroke: var(--paper);
  stroke-width: 2;
}

.chart .tried,
.chart .points {
  stroke: var(--before);
  stroke-width: 7;
  stroke-linecap: round;
}

.chart .tried.many {
  stroke-width: 3;
}

.chart .broken {
  stroke: var(--failed);
  stroke-width: 2;
  stroke-linecap: round;
  opacity: 0.75;
}

.chart .band {
  fill: var(--accent-tint);
}

.chart .curve {
  fill: none;
  stroke-width: 1.75;
}

.chart .points {
  stroke-width: 5;
}

.chart .curve.reference,
.chart .points.reference {
  stroke: var(--reference);
}

.chart .curve.baseline,
.chart .points.baseline {
  stroke: var(--before);
}

.chart .curve.candidate,
.chart .points.candidate {
  stroke: var(--accent);
}

.bar {
  display: block;
  width: 100%;
  height: 0.4375rem;
  border-radius: 2px;
  overflow: hidden;
}

.bar + .bar {
  margin-top: 2px;
}

.bar.tall {
  height: 0.875rem;
  border-radius: 4px;
}

.bar .candidate,
.bar .accepted,
.weeks rect.accepted {
  fill: var(--accent);
}

.weeks .key .accepted {
  background: var(--accent);
}

.bar .baseline {
  fill: var(--before);
}

.bar .reference,
.bar .track {
  fill: var(--reference);
}

.bar .tick {
  fill: var(--card);
}

.bar .held,
.weeks rect.held {
  fill: var(--held);
}

.weeks .key .held {
  background: var(--held);
}

.bar .rejected,
.weeks rect.rejected {
  fill: var(--before);
}

.weeks .key .rejected {
  background: var(--before);
}

.bar .failed,
.weeks rect.failed {
  fill: var(--failed);
}

.weeks .key .failed {
  background: var(--failed);
}

.bar .error,
.weeks rect.error {
  fill: var(--error);
}

.weeks .key .error {
  background: var(--error);
}

.bar .critical,
.weeks rect.critical {
  fill: var(--critical);
}

.weeks .key .critical {
  background: var(--critical);
}

.bar .high,
.weeks rect.high {
  fill: var(--high);
}

.weeks .key .high {
  background: var(--high);
}

.bar .medium,
.weeks rect.medium {
  fill: var(--medium);
}

.weeks .key .medium {
  background: var(--medium);
}

.bar .low,
.weeks rect.low {
  fill: var(--low);
}

.weeks .key .low {
  background: var(--low);
}

.steps {
  margin-top: 0.5rem;
}

.steps ol {
  padding: 0.5rem 0 0 1.1rem;
}

.steps li {
  padding: 0.125rem 0;
}

.curves {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr));
  gap: 1rem 1.5rem;
  margin-top: 1rem;
}

.curves figcaption {
  font-size: 0.8125rem;
  font-weight: 600;
}

/* ---- cards ---- */

.pair {
  display: grid;
  grid-template-columns: 1.75fr 1fr;
  gap: 1.25rem;
  margin-top: 1.5rem;
}

.pair.even {
  grid-template-columns: repeat(2, minmax(0, 1fr));
}

.pair:has(> :only-child) {
  grid-template-columns: minmax(0, 1fr);
}

/* Five curves take a row of their own. */
.pair.lossy {
  grid-template-columns: minmax(0, 1fr);
}

section > .card {
  margin-top: 1.25rem;
}

.pair:empty {
  display: none;
}

.card {
  min-width: 0;
  padding: 1.25rem 1.375rem 1.375rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 12px;
  box-shadow: var(--shadow);
}

.card .chart .idea,
.card .chart circle {
  stroke: var(--card);
}

.card h3 + * {
  margin-top: 0.25rem;
}

.card * + h3 {
  margin-top: 1.5rem;
}

.card .key {
  margin-top: 0.25rem;
  width: 100%;
}

.figure {
  font-size: 1.75rem;
  font-weight: 600;
  letter-spacing: -0.03em;
}

.figure span {
  color: var(--soft);
  font-size: 0.875rem;
  font-weight: 400;
  letter-spacing: 0;
}

.milestones {
  margin-top: 1rem;
  color: var(--soft);
  font-size: 0.875rem;
}

.milestones li {
  display: flex;
  justify-content: space-between;
  padding: 0.5rem 0;
  border-top: 1px solid var(--line);
}

.milestones b span {
  margin-left: 0.375rem;
  color: var(--soft);
  font-weight: 400;
}

.milestones b {
  color: var(--accent);
  font-weight: 550;
}

/* Verdicts stand under the figures. */
.tiles + .bar {
  margin-top: 1.5rem;
}

.legend {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 1.5rem;
  margin-top: 0.625rem;
}

.legend b {
  font-weight: 600;
}

/* ---- tables ---- */

table {
  width: 100%;
  border-collapse: collapse;
}

th {
  font-weight: 500;
  text-align: left;
}

.bars {
  margin-top: 0.875rem;
}

.bars th[scope="row"] {
  width: 1%;
  padding: 0.4rem 1rem 0.4rem 0;
  white-space: nowrap;
}

.bars .picture {
  width: 60%;
  min-width: 4rem;
}

.bars td {
  padding: 0.4rem 0 0.4rem 1rem;
}

.bars .picture {
  padding-left: 0;
}

.bars .words {
  font-size: 0.8125rem;
  white-space: nowrap;
}

.bars button,
.repeated button,
.legend button,
.steps button,
.seen button {
  display: inline-flex;
  gap: 0.5rem;
  align-items: center;
  padding: 0;
  border: 0;
  background: none;
  text-align: left;
}

.bars button:hover,
.repeated button:hover,
.legend button:hover,
.steps button:hover,
.seen button:hover {
  color: var(--accent);
}

.bars .icon,
.repeated .icon {
  color: var(--soft);
}

.repeated li {
  display: flex;
  flex-wrap: wrap;
  gap: 0 1rem;
  justify-content: space-between;
  padding: 0.4rem 0;
}

.weeks figcaption p {
  flex-basis: 100%;
}

.repeated p {
  flex-basis: 100%;
  font-size: 0.8125rem;
  overflow-wrap: anywhere;
}

.repeated span {
  color: var(--soft);
  font-size: 0.875rem;
}

.scroll {
  overflow-x: auto;
}

.plain {
  margin-top: 0.5rem;
  font-size: 0.875rem;
}

.plain th,
.plain td {
  padding: 0.375rem 0 0.375rem 1rem;
  border-bottom: 1px solid var(--line);
}

.plain th:first-child {
  padding-left: 0;
}

.plain thead th {
  color: var(--soft);
  font-size: 0.8125rem;
  font-weight: 400;
  line-height: 1.3;
  white-space: normal;
  vertical-align: bottom;
}

.plain tr:last-child > * {
  border-bottom: 0;
}

/* ---- trials ---- */

.filters {
  display: flex;
  flex-wrap: wrap;
  gap: 0.75rem;
  align-items: end;
  margin-bottom: 1rem;
}

.filters div {
  display: grid;
  gap: 0.25rem;
}

.filters label {
  color: var(--soft);
  font-size: 0.8125rem;
}

.filters input,
.filters select,
.filters button,
.more button {
  height: 2.25rem;
  padding: 0 0.75rem;
  background: var(--card);
  border: 1px solid var(--line);
  border-radius: 8px;
}

.filters button:hover,
.more button:hover {
  background: var(--hover);
}

.filters .search {
  flex: 1 1 14rem;
}

.filters .sorting {
  display: none;
}

.trials th {
  padding: 0 0.625rem;
  border-bottom: 1px solid var(--line);
}

.trials th.change,
.trials th.bytes {
  text-align: right;
}

.trials th button {
  padding: 0.5rem 0;
  border: 0;
  background: none;
  color: var(--soft);
  font-size: 0.8125rem;
  white-space: nowrap;
}

.trials th button::after {
  content: "";
  display: inline-block;
  width: 0.9em;
  text-align: right;
}

.trials th[aria-sort="ascending"] button::after {
  content: "\u2191";
}

.trials th[aria-sort="descending"] button::after {
  content: "\u2193";
}

.trials th[aria-sort="ascending"] button,
.trials th[aria-sort="descending"] button,
.trials th button:hover {
  color: var(--ink);
}

.trials td {
  padding: 0.625rem;
  border-bottom: 1px solid var(--line);
  vertical-align: top;
}

.trials tbody tr {
  cursor: pointer;
}

.trials tbody tr:hover {
  background: var(--hover);
}

.trials .order,
.trials .author,
.trials .category,
.trials .date,
.trials .about {
  color: var(--soft);
  font-size: 0.875rem;
}

.trials td.title {
  width: 40%;
}

.trials td.date {
  white-space: nowrap;
}

.trials button.title {
  display: inline;
  padding: 0;
  border: 0;
  background: none;
  text-align: left;
  overflow-wrap: anywhere;
}

.trials .about {
  margin-left: 0.625rem;
  font-size: 0.8125rem;
}

.trials tr.none {
  cursor: auto;
}

.trials td.none {
  padding: 2rem 0;
  color: var(--soft);
  text-align: center;
}

.status {
  white-space: nowrap;
}

span.status::before {
  content: "";
  display: inline-block;
  width: 0.5rem;
  height: 0.5rem;
  margin-right: 0.5rem;
  border-radius: 50%;
  background: var(--rejected);
  vertical-align: 0.08em;
}

span.status.accepted {
  color: var(--accent);
  font-weight: 550;
}

span.status.accepted::before {
  background: var(--accent);
}

span.status.held::before {
  background: var(--held);
}

span.status.failed::before {
  background: var(--failed);
}

span.status.error::before {
  background: var(--error);
}

.badge {
  display: inline-flex;
  gap: 0.375rem;
  align-items: center;
  padding: 0.125rem 0.625rem 0.125rem 0.5rem;
  border: 1px solid transparent;
  border-radius: 999px;
  font-size: 0.8125rem;
  font-weight: 550;
  line-height: 1.4;
  white-space: nowrap;
}

span.badge {
  padding-left: 0.625rem;
}

button.badge:hover {
  border-color: currentColor;
}

.badge.critical {
  background: var(--critical-tint);
  color: var(--critical-ink);
}

.badge.high {
  background: var(--high-tint);
  color: var(--high-ink);
}

.badge.medium {
  background: var(--medium-tint);
  color: var(--medium-ink);
}

.badge.low {
  background: var(--low-tint);
  color: var(--low-ink);
}

.badge .icon {
  width: 0.9375rem;
  height: 0.9375rem;
}

.badge.critical .icon {
  color: var(--critical);
}

.badge.high .icon {
  color: var(--high);
}

.more {
  margin-top: 1rem;
  text-align: center;
}

/* ---- the window ---- */

dialog {
  width: min(46rem, calc(100vw - 2rem));
  max-height: calc(100dvh - 4rem);
  padding: 0;
  overflow-y: auto;
  overscroll-behavior: contain;
  background: var(--card);
  color: var(--ink);
  border: 1px solid var(--line);
  border-radius: 14px;
  box-shadow: 0 24px 80px #0005;
}

dialog::backdrop {
  background: #15181c66;
  backdrop-filter: blur(2px);
}

.window {
  padding: 1.25rem 1.75rem 1.75rem;
}

.top {
  display: flex;
  justify-content: space-between;
  align-items: center;
  font-size: 0.875rem;
}

.close {
  flex: none;
  width: 2rem;
  height: 2rem;
  margin-right: -0.5rem;
  border: 0;
  border-radius: 8px;
  background: none;
  color: var(--soft);
  font-size: 1.5rem;
  line-height: 1;
}

.close:hover {
  background: var(--hover);
  color: var(--ink);
}

.window h2 {
  margin-top: 0.25rem;
  font-size: 1.25rem;
  line-height: 1.3;
  letter-spacing: -0.01em;
  overflow-wrap: anywhere;
}

.verdict {
  margin-top: 0.5rem;
  padding-left: 0.75rem;
  border-left: 3px solid var(--rejected);
}

.verdict.accepted {
  border-color: var(--accent);
}

.verdict.held {
  border-color: var(--held);
}

.verdict.failed {
  border-color: var(--failed);
}

.verdict.error {
  border-color: var(--error);
}

.answers {
  display: grid;
  grid-template-columns: 6.5rem 1fr;
  gap: 0.625rem 1rem;
  margin-top: 1.5rem;
}

.answers div {
  display: contents;
}

dt {
  color: var(--soft);
}

.answers dd {
  overflow-wrap: anywhere;
  white-space: pre-line;
}

.named {
  display: inline-flex;
  gap: 0.5rem;
  align-items: center;
}

.answers code,
.window details p code {
  padding: 0.1em 0.3em;
  background: var(--hover);
  border-radius: 4px;
}

.code {
  margin-top: 1.25rem;
}

.code figcaption,
.window summary {
  color: var(--soft);
  font-size: 0.875rem;
}

.window pre {
  margin: 0.375rem 0 0;
  padding: 0.75rem 0;
  max-height: 18rem;
  overflow: auto;
  background: var(--paper);
  border: 1px solid var(--line);
  border-radius: 8px;
  font-size: 0.8125rem;
  line-height: 1.6;
  white-space: pre;
  overflow-wrap: normal;
  tab-size: 2;
}

.window pre code {
  display: inline-block;
  min-width: 100%;
  font-size: inherit;
}

.window details pre {
  padding-inline: 1rem;
  white-space: pre-wrap;
  overflow-wrap: anywhere;
}

pre span,
pre mark {
  display: block;
  padding-inline: 1rem;
}

pre mark {
  background: var(--high-tint);
  color: var(--ink);
  box-shadow: inset 3px 0 var(--high);
}

.mismatch,
.source,
.seen,
.window details,
.facts {
  margin-top: 1rem;
}

.source {
  font-size: 0.8125rem;
}

summary {
  cursor: pointer;
  width: fit-content;
}

.window details p {
  margin-top: 0.25rem;
}

.seen {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 0.625rem;
}

.seen ul {
  display: flex;
  flex-wrap: wrap;
  gap: 0.25rem 0.625rem;
}

.seen button {
  text-decoration: underline;
  text-decoration-color: var(--before);
  text-underline-offset: 0.2em;
}

.seen b,
.mismatch b {
  font-weight: 600;
}

.clips {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr));
  gap: 0.25rem 1.5rem;
  margin-top: 0.5rem;
}

.clips div {
  display: flex;
  justify-content: space-between;
  gap: 1rem;
}

.facts {
  display: grid;
  gap: 0.125rem;
  padding-top: 1rem;
  border-top: 1px solid var(--line);
  font-size: 0.8125rem;
}

.facts div {
  display: grid;
  grid-template-columns: 10.5rem 1fr;
}

.facts dd {
  overflow-wrap: anywhere;
}

footer {
  margin-top: 3rem;
  padding-top: 1rem;
  border-top: 1px solid var(--line);
  font-size: 0.8125rem;
}

/* ---- narrow ---- */

@media (min-width: 44rem) {
  .lossy .milestones {
    display: grid;
    grid-template-columns: repeat(3, 1fr);
    gap: 0 2rem;
  }
}

@media (max-width: 56rem) {
  .pair,
  .pair.even {
    grid-template-columns: minmax(0, 1fr);
  }
  .trials th.bytes,
  .trials td.bytes,
  .trials th.author,
  .trials td.author,
  .trials th.date,
  .trials td.date {
    display: none;
  }
}

@media (max-width: 44rem) {
  body {
    padding: 1.25rem 1rem 3rem;
  }
  section {
    margin-top: 2.5rem;
  }
  .tiles {
    grid-template-columns: repeat(2, 1fr);
  }
  .tiles div {
    padding-block: 0.625rem;
  }
  .tiles dd,
  .figure {
    font-size: 1.5rem;
  }
  .chart.wide {
    display: none;
  }
  .chart.narrow {
    display: block;
  }
  .lineage .key {
    margin-left: 0;
  }
  .card {
    padding: 1rem;
  }
  .bars .words {
    display: none;
  }
  .filters {
    display: grid;
    grid-template-columns: 1fr 1fr;
  }
  .filters .search {
    grid-column: 1 / -1;
  }
  .filters .sorting {
    display: grid;
  }
  .filters input,
  .filters select {
    width: 100%;
    font-size: 1rem;
  }
  .trials thead {
    display: none;
  }
  .trials,
  .trials tbody {
    display: block;
  }
  .trials tr {
    display: grid;
    grid-template-columns: auto auto auto 1fr;
    gap: 0.25rem 0.875rem;
    align-items: center;
    padding: 0.875rem 0;
    border-bottom: 1px solid var(--line);
  }
  .trials tr.none {
    display: block;
  }
  .trials td {
    padding: 0;
    border: 0;
  }
  .trials td.title {
    grid-column: 1 / -1;
    grid-row: 1;
    width: auto;
  }
  .trials td.category {
    display: none;
  }
  .trials td.severity {
    justify-self: end;
  }
  dialog {
    width: 100%;
    max-width: 100%;
    max-height: 92dvh;
    margin: auto 0 0;
    border-radius: 14px 14px 0 0;
  }
  .window {
    padding: 0.75rem 1rem 1.5rem;
  }
  .answers {
    grid-template-columns: 1fr;
    gap: 0.125rem;
  }
  .answers dd {
    margin-bottom: 0.625rem;
  }
}

@media (prefers-reduced-motion: no-preference) {
  dialog[open] {
    animation: rise 0.16s ease-out;
  }
  @keyframes rise {
    from {
      opacity: 0;
      transform: translateY(6px);
    }
  }
}

.trials .change .total {
  display: block;
  font-size: 0.8em;
}
`;var page_guest_default=`// Runs in the page: lists the trials from the data that stands in it, and opens their analyses. What was
// read from candidates enters the document as text alone; the page's policy refuses everything else.
(() => {
  const batch = 100;
  const data = JSON.parse(document.getElementById('data').textContent);
  const { pullRequests, orders } = data;
  const trials = data.trials.map((trial, index) => ({ ...trial, index }));
  const form = document.querySelector('.filters');
  const head = document.querySelector('.trials thead');
  const rows = document.querySelector('.trials tbody');
  const more = document.getElementById('more');
  const dialog = document.getElementById('analysis');
  const manyBenchmarks = new Set(trials.map((trial) => trial.benchmark)).size > 1;

  // ---- elements --------------------------------------------------------------------------------

  /** An element with attributes; children are elements, text, or null for nothing. */
  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children.flat().filter((child) => child !== null && child !== ''));
    return element;
  }

  function icon(category) {
    const space = 'http://www.w3.org/2000/svg';
    const svg = document.createElementNS(space, 'svg');
    const use = document.createElementNS(space, 'use');
    svg.setAttribute('class', 'icon');
    svg.setAttribute('aria-hidden', 'true');
    use.setAttribute('href', \`#icon-\${category}\`);
    svg.append(use);
    return svg;
  }

  /** Text in which \`code\` between single backticks is set as code. */
  function prose(text) {
    return text
      .split(/\`([^\`\\n]+)\`/)
      .map((part, i) => (i % 2 === 1 ? make('code', {}, part) : part));
  }

  function pullRequest(number) {
    if (pullRequests === null) return \`#\${number}\`;
    return make('a', { href: pullRequests + number, rel: 'noopener noreferrer' }, \`#\${number}\`);
  }

  // ---- the list --------------------------------------------------------------------------------

  const searched = trials.map((trial) => {
    const { analysis, number } = trial;
    const words = [trial.title, trial.hypothesis, trial.author, trial.benchmark, \`#\${number}\`];
    if (analysis) words.push(analysis.cause, analysis.fix, analysis.error, analysis.fingerprint);
    return words.join('\\n').toLowerCase();
  });

  const keys = {
    order: (trial) => trial.index,
    title: (trial) => trial.title.toLowerCase(),
    status: (trial) => orders.status.indexOf(trial.status),
    change: (trial) => trial.change?.[0],
    bytes: (trial) => trial.bytes?.[0],
    severity: (trial) => trial.analysis && orders.severity.indexOf(trial.analysis.severity),
    category: (trial) => trial.analysis?.category,
    author: (trial) => trial.author,
    date: (trial) => trial.index,
  };
  let sorting = { key: 'order', direction: -1 };
  let found = [];

  function matching() {
    const wanted = Object.fromEntries(new FormData(form));
    const words = wanted.search.toLowerCase().split(/\\s+/).filter(Boolean);
    return trials.filter((trial) => {
      if (wanted.benchmark && trial.benchmark !== wanted.benchmark) return false;
      if (wanted.status && trial.status !== wanted.status) return false;
      if (wanted.category && trial.analysis?.category !== wanted.category) return false;
      if (wanted.severity && trial.analysis?.severity !== wanted.severity) return false;
      return words.every((word) => searched[trial.index].includes(word));
    });
  }

  /** What has no value comes last, whichever way is sorted. */
  function sorted(list) {
    const { key, direction } = sorting;
    return list.sort((a, b) => {
      const [x, y] = [keys[key](a) ?? null, keys[key](b) ?? null];
      if (x === y) return b.index - a.index;
      if (x === null || y === null) return x === null ? 1 : -1;
      return x < y ? -direction : direction;
    });
  }

  function refresh() {
    found = sorted(matching());
    rows.replaceChildren();
    showMore();
    const all = trials.length.toLocaleString('en');
    const count = found.length.toLocaleString('en');
    document.getElementById('count').textContent =
      found.length === trials.length ? \`\${all} in all\` : \`\${count} of \${all}\`;
    for (const cell of head.querySelectorAll('th')) {
      const word = sorting.direction > 0 ? 'ascending' : 'descending';
      cell.setAttribute('aria-sort', cell.dataset.key === sorting.key ? word : 'none');
    }
    form.elements.sort.value = sorting.key;
  }

  function showMore() {
    const shown = rows.children.length;
    rows.append(...found.slice(shown, shown + batch).map(row));
    const left = found.length - rows.children.length;
    more.hidden = left <= 0;
    more.textContent = \`Show \${Math.min(batch, left)} more of \${left}\`;
    if (found.length === 0) {
      const cell = make('td', { colspan: '9', class: 'none' }, 'No trial is like that.');
      rows.append(make('tr', { class: 'none' }, cell));
    }
  }

  function row(trial) {
    const { analysis, number } = trial;
    const open = (...children) => make('button', { type: 'button', 'data-show': '' }, ...children);
    const about = make('span', { class: 'about' }, manyBenchmarks ? trial.benchmark : '');
    const title = open(trial.title);
    title.className = 'title';
    const badge = analysis && open(icon(analysis.category), analysis.severity);
    if (badge) {
      badge.className = \`badge \${analysis.severity}\`;
      badge.setAttribute(
        'aria-label',
        \`\${analysis.severity}: \${analysis.category}, analysis of \${number ? \`#\${number}\` : trial.title}\`,
      );
    }
    const tr = make(
      'tr',
      { 'data-index': trial.index },
      make('td', { class: 'order number' }, number === null ? '\u2013' : pullRequest(number)),
      make('td', { class: 'title' }, title, about),
      make(
        'td',
        { class: 'status' },
        make('span', { class: \`status \${trial.status}\` }, trial.status),
      ),
      make(
        'td',
        { class: 'change number' },
        trial.change?.[1] ?? '\u2013',
        ...(trial.total === null ? [] : [make('span', { class: 'total soft' }, trial.total)]),
      ),
      make('td', { class: 'bytes number' }, trial.bytes?.[1] ?? '\u2013'),
      make('td', { class: 'severity' }, badge),
      make('td', { class: 'category' }, analysis ? analysis.category : ''),
      make('td', { class: 'author' }, trial.author),
      make('td', { class: 'date' }, trial.date),
    );
    return tr;
  }

  function filterBy(name, value) {
    const field = form.elements[name];
    form.reset();
    field.value = value;
    refresh();
    document.getElementById('trials').scrollIntoView();
    field.focus({ preventScroll: true });
  }

  function sortBy(key) {
    const downFirst = key === 'order' || key === 'date';
    const again = sorting.key === key;
    sorting = { key, direction: again ? -sorting.direction : downFirst ? -1 : 1 };
    refresh();
  }

  // ---- the window ------------------------------------------------------------------------------

  function show(trial, from) {
    if (!trial) return;
    dialog.firstElementChild.replaceChildren(...windowOf(trial));
    dialog.scrollTop = 0;
    if (dialog.open) return;
    // The browser gives the focus back, when the window closes, to what has it now.
    from.focus({ preventScroll: true });
    dialog.showModal();
  }

  function windowOf(trial) {
    const { analysis, number } = trial;
    const close = make('button', { type: 'button', class: 'close', 'aria-label': 'Close' }, '\xD7');
    close.addEventListener('click', () => dialog.close());
    const line = [trial.benchmark, trial.date, \`by \${trial.author}\`].filter(Boolean).join(' \xB7 ');
    return [
      make(
        'div',
        { class: 'top' },
        make(
          'p',
          { class: 'soft' },
          ...(number === null ? [] : [pullRequest(number), ' \xB7 ']),
          line,
        ),
        close,
      ),
      make('h2', { id: 'analysis-title' }, trial.title),
      make('p', { class: \`verdict \${trial.status}\` }, trial.verdict),
      ...(analysis ? analysisOf(analysis) : []),
      seenBefore(trial.seenBefore),
      hypothesisOf(trial.hypothesis),
      clipsOf(trial.clips),
      pairs('facts soft', trial.facts),
    ].filter((part) => part !== null);
  }

  function pairs(name, entries) {
    const items = entries.map(([term, ...words]) =>
      make('div', {}, make('dt', {}, term), make('dd', {}, ...words)),
    );
    return make('dl', { class: name }, ...items);
  }

  function analysisOf(analysis) {
    const { category, severity } = analysis;
    const evidence = [
      ['experiments', analysis.experiments],
      ['error', analysis.error],
      ['stack', analysis.stack],
      ['logs', analysis.logs],
    ].filter(([, text]) => text !== null);
    return [
      pairs('answers', [
        ['Category', make('span', { class: 'named' }, icon(category), category)],
        ['Severity', make('span', { class: \`badge \${severity}\` }, severity)],
        [analysis.causeTitle, ...prose(analysis.cause)],
        ['Fix', ...prose(analysis.fix)],
      ]),
      analysis.code === null ? null : codeOf(analysis.code, analysis.place),
      analysis.mismatch === null
        ? null
        : make('p', { class: 'mismatch' }, make('b', {}, 'First mismatch: '), analysis.mismatch),
      ...evidence.map(([name, text]) =>
        make(
          'details',
          name === 'error' ? { open: '' } : {},
          make('summary', {}, name),
          make('pre', { tabindex: '0', 'aria-label': name }, text),
        ),
      ),
      make(
        'p',
        { class: 'soft source' },
        \`Explained by \${analysis.source === 'claude' ? 'Claude' : 'rules'} \xB7 fingerprint \`,
        make('code', {}, analysis.fingerprint),
      ),
    ];
  }

  /** The lines of code, the failing one marked for the eye and for the ear. */
  function codeOf(code, place) {
    const lines = code.split('\\n').map((line) => {
      if (!line.startsWith('>')) return make('span', {}, \`\${line}\\n\`);
      const ear = make('span', { class: 'unseen' }, 'failing line: ');
      return make('mark', {}, ear, \`\${line}\\n\`);
    });
    const caption = place === null ? 'Code' : \`Code, \${place}\`;
    return make(
      'figure',
      { class: 'code' },
      make('figcaption', {}, caption),
      make('pre', { tabindex: '0', 'aria-label': caption }, make('code', {}, ...lines)),
    );
  }

  /** Numbers of pull requests; those that are listed here open in the window. */
  function seenBefore(numbers) {
    if (numbers.length === 0) return null;
    const items = numbers.map((number) => {
      const index = trials.findLastIndex((trial) => trial.number === number);
      if (index < 0) return make('li', {}, pullRequest(number));
      const button = make('button', { type: 'button', 'data-open': index }, \`#\${number}\`);
      return make('li', {}, button);
    });
    return make(
      'div',
      { class: 'seen' },
      make('b', {}, 'Seen before in'),
      make('ul', {}, ...items),
    );
  }

  function hypothesisOf(text) {
    if (text === '') return null;
    return make('details', {}, make('summary', {}, 'hypothesis'), make('p', {}, ...prose(text)));
  }

  function clipsOf(clips) {
    if (clips.length === 0) return null;
    return make('details', {}, make('summary', {}, 'rate, clip by clip'), pairs('clips', clips));
  }

  // ---- what a reader does ----------------------------------------------------------------------

  form.addEventListener('input', (event) => {
    if (event.target.name === 'sort') sortBy(event.target.value);
    else refresh();
  });
  document.getElementById('clear').addEventListener('click', () => {
    form.reset();
    refresh();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  more.addEventListener('click', () => {
    const before = rows.children.length;
    showMore();
    rows.children[before]?.querySelector('button')?.focus();
  });
  head.addEventListener('click', (event) => {
    const cell = event.target.closest('th');
    if (cell) sortBy(cell.dataset.key);
  });
  rows.addEventListener('click', (event) => {
    const tr = event.target.closest('tr');
    if (!tr?.dataset.index || event.target.closest('a') || getSelection()?.toString()) return;
    const button = event.target.closest('button') ?? tr.querySelector('button.title');
    show(trials[tr.dataset.index], button);
  });
  document.addEventListener('click', (event) => {
    const button = event.target.closest('button');
    if (button?.dataset.open) show(trials[button.dataset.open], button);
    if (button?.dataset.filter) filterBy(button.dataset.filter, button.dataset.value);
  });
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close();
  });

  refresh();
})();
`;var orders={status:statuses,severity:severities},mostClips2=40,mostSeen=50;function evidenceLimit(trials){return Math.round(Math.min(4e3,Math.max(400,1e6/Math.max(1,trials))))}function viewTrial(trial,objective,evidence){let{candidate,comparison,evaluation,timestamp_iso:time}=trial;return{benchmark:oneLine(trial.benchmark.name,100),number:candidate.pull_request,title:oneLine(candidate.title,200),hypothesis:oneLine(candidate.hypothesis,Math.max(400,evidence)),author:candidate.author,date:time?.slice(0,10)??"",status:trial.status,verdict:verdictWords(trial,objective),change:comparison&&[comparison.rate_change_percent,signed(comparison.rate_change_percent)],total:comparison&&`bytes ${signed(comparison.total_bytes_change_percent)}`,bytes:evaluation&&[evaluation.total_bytes,grouped(evaluation.total_bytes)],analysis:viewAnalysis(trial,evidence),clips:(comparison?.per_clip??[]).slice(0,mostClips2).map(({clip,rate_change_percent:change})=>[oneLine(clip,60),signed(change)]),facts:factsOf(trial),seenBefore:trial.seen_before.slice(-mostSeen)}}function viewAnalysis({analysis},limit){if(analysis===null)return null;let{evidence,location}=analysis,clipped=text=>text===null?null:clipText(visibleText(text),limit);return{category:analysis.failure_category,severity:analysis.severity,causeTitle:causeTitle(analysis),cause:clipText(visibleText(analysis.root_cause),2e3),fix:clipText(visibleText(analysis.fix_suggestion),2e3),code:clipped(evidence.code),place:location&&`line ${location.line}, column ${location.column}`,error:clipped(evidence.error),stack:clipped(evidence.stack),logs:clipped(evidence.logs),experiments:clipped(experimentDetails(evidence.experiments)),mismatch:evidence.first_mismatch&&mismatchWords(evidence.first_mismatch),fingerprint:analysis.fingerprint,source:analysis.source}}function mismatchWords({clip,frame,plane,x,y,expected,actual}){return`${oneLine(clip,60)}, frame ${frame}, plane ${plane.toUpperCase()}, at ${x}, ${y}: expected ${expected}, got ${actual}`}function factsOf(trial){let{candidate,comparison,cost,stage,experiment_id:id}=trial,second=comparison?.second_opinion_percent??null,heldOut=comparison?.held_out??null,shown=heldOut?.rate_change_percent??null;return[...comparison===null?[]:[["bytes in all",signed(comparison.total_bytes_change_percent)]],...second===null?[]:[["second opinion (SSIM)",signed(second)]],...heldOut===null?[]:[["held-out clips",shown===null?"no gain":signed(shown)]],["stage",stage],["source",`${grouped(candidate.source_bytes)} bytes by ${candidate.author}`],["cost",costWords(cost)],["record",oneLine(id,200)]]}var wide2={width:560,height:200,most:12},narrow2={width:320,height:180,most:6},margin3={left:30,right:4,top:10,bottom:40},mostRows2=52,verdicts={title:"Verdicts by week",parts:statuses,of:({byStatus},part)=>byStatus[part],note:({acceptance})=>shareOf(acceptance)},failures={title:"Why not accepted, by week",parts:severities,of:({bySeverity},part)=>bySeverity[part],note:({byStatus})=>grouped(byStatus.failed)};function weekFigure(weeks){return weeks.length<2?null:html`<div class="pair even">${card(weeks,verdicts,"Below each week: the share that was accepted.")}${card(weeks,failures,"By severity. Below each week: how many did not work.")}</div>${wordsOf(weeks)}`}function card(weeks,bars,words){let about=`${bars.title}: ${count(weeks.length,"week")} with trials, the numbers are in the table below.`,drawings2=[wide2,narrow2].map(size2=>html`<svg class="chart ${size2===wide2?"wide":"narrow"}" viewBox="0 0 ${size2.width} ${size2.height}" role="img" aria-label="${about}">${drawing2(weeks,bars,size2)}</svg>`),key=bars.parts.filter(part=>weeks.some(week=>bars.of(week,part)>0)).map(part=>html`<li><i class="${part}"></i>${part}</li>`);return html`<figure class="card weeks"><figcaption><h3>${bars.title}</h3><p class="soft">${words}</p><ul class="key">${key}</ul></figcaption>${drawings2}</figure>`}function drawing2(weeks,bars,{width,height,most}){let shown=weeks.slice(-most),heights=shown.map(week=>sumOf(week,bars)),bottom=height-margin3.bottom,y=linearScale([0,Math.max(1,...heights)],[bottom,margin3.top],4),room=(width-margin3.left-margin3.right)/Math.max(most/2,shown.length),grid2=y.ticks.filter(tick=>Number.isInteger(tick)).map(tick=>html`<line class="grid" x1="${margin3.left}" x2="${width-margin3.right}" y1="${y.at(tick)}" y2="${y.at(tick)}"/><text class="tick" x="${margin3.left-6}" y="${y.at(tick)+4}" text-anchor="end">${grouped(tick)}</text>`),columns2=shown.map((week,i)=>{let left=margin3.left+i*room,from=0,pieces=bars.parts.map(part=>{let value=bars.of(week,part);if(value===0)return html``;let[top,base]=[y.at(from+value),y.at(from)];return from+=value,html`<rect class="${part}" x="${rounded2(left+room*.15)}" width="${rounded2(room*.7)}" y="${top}" height="${rounded2(base-top)}"/>`}),middle=rounded2(left+room/2);return html`${pieces}<text class="tick" x="${middle}" y="${bottom+16}" text-anchor="middle">${nameOf(shown,i)}</text><text class="tick note" x="${middle}" y="${bottom+31}" text-anchor="middle">${bars.note(week)}</text>`});return html`${grid2}${columns2}`}function nameOf(weeks,index){let[name="",before=""]=[weeks[index]?.week,weeks[index-1]?.week];return name.slice(0,4)===before.slice(0,4)?name.slice(5):name.slice(2)}function sumOf(week,{parts,of}){return parts.reduce((sum,part)=>sum+of(week,part),0)}var titles=["trials",...statuses,"share accepted",...severities,"cost"];function wordsOf(weeks){let shown=weeks.slice(-mostRows2).toReversed(),left=weeks.length-shown.length,rows=shown.map(week=>{let cells=[grouped(week.trials),...statuses.map(status=>grouped(week.byStatus[status])),shareOf(week.acceptance),...severities.map(severity=>grouped(week.bySeverity[severity])),dollars(week.usd)];return html`<tr><th scope="row">${week.week}</th>${cells.map(cell=>html`<td class="number">${cell}</td>`)}</tr>`}),head=titles.map(title=>html`<th scope="col" class="number">${title}</th>`);return html`<details class="steps"><summary>Week by week, in numbers</summary><div class="scroll" tabindex="0" role="region" aria-label="Week by week"><table class="plain"><thead><tr><th scope="col">week</th>${head}</tr></thead><tbody>${rows}</tbody></table></div>${left>0?html`<p class="note">And ${count(left,"week")} before.</p>`:null}</details>`}function shareOf(acceptance){return acceptance===null?"\u2013":`${Math.round(100*acceptance)}\xA0%`}function rounded2(value){return Math.round(10*value)/10}var mostListed=5e3;function renderPage(benchmarks,pullRequests){let ordered=benchmarks.map(each=>({...each,trials:settleTrials(each.trials)})),all=settleTrials(ordered.flatMap(({trials})=>trials)),counted=countTrials(all),waiting=waitingOf(benchmarks.flatMap(({answers})=>answers)),listed=all.slice(-mostListed),objectives=new Map(benchmarks.map(({benchmark})=>[benchmark.name,benchmark.objective])),places=new Map(listed.map((trial,i)=>[trial,i])),limit=evidenceLimit(listed.length),data={pullRequests:pullRequests!==null&&/^https?:\/\//.test(pullRequests)?pullRequests:null,orders,trials:listed.map(trial=>viewTrial(trial,objectives.get(trial.benchmark.name)??"lossless",limit))},body=html`${iconSheet()}
<header class="page-head">${markIcon()}<div><h1>Codec Crucible</h1><p class="soft">${countWords(counted)}${newestWords(all)}</p></div></header>
<main>
${ordered.map((each,i)=>benchmarkSection(each,trial=>places.get(trial)??-1,`benchmark-${i+1}`))}
${all.length===0?null:numbersSection(all,counted,waiting)}
${trialSection(listed,all.length-listed.length)}
</main>
<footer class="soft">Made by Codec Crucible from the pull requests. This page asks nothing of any server.</footer>
<dialog id="analysis" aria-labelledby="analysis-title"><div class="window"></div></dialog>
<script type="application/json" id="data">${jsonHtml(data)}</script>
<script>${ownHtml(page_guest_default)}</script>`;return documentOf(body,titleOf(ordered))}function documentOf(body,title){let policy=["default-src 'none'",`style-src ${hashSource(page_default)}`,`script-src ${hashSource(page_guest_default)}`,"img-src data:","base-uri 'none'","form-action 'none'","require-trusted-types-for 'script'","trusted-types 'none'"].join("; ");return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<link rel="icon" href="${markAddress()}">
<style>${ownHtml(page_default)}</style>
</head>
<body>
${body}
</body>
</html>
`.html}function titleOf(benchmarks){return`Codec Crucible: ${benchmarks.map(({benchmark})=>oneLine(benchmark.name,100)).join(", ")}`}function newestWords(trials){let newest=trials.at(-1)?.timestamp_iso??null;return newest===null?".":`, the newest of ${newest.slice(0,10)}.`}function numbersSection(trials,counted,waiting){return html`<section aria-labelledby="numbers"><div class="head"><h2 id="numbers">What became of them</h2></div>
${tilesOf(counted,waiting)}
${verdictBar(counted)}
${weekFigure(counted.weeks)}<div class="pair"><div class="card"><h3>Why they were not accepted</h3>${failureTable(counted)}</div>${repeatedFailures(counted)}</div>${costTable(counted)}${armTable(trials)}</section>`}var columns=[["order","#"],["title","Idea"],["status","Verdict"],["change","Rate"],["bytes","Bytes"],["severity","Severity"],["category","Category"],["author","By"],["date","Date"]];function trialSection(trials,left){let names=[...new Set(trials.map(({benchmark})=>benchmark.name))],present=(list,of)=>list.filter(value=>trials.some(trial=>of(trial)===value)),byName=names.length>1?select("benchmark",names):null;return html`<section aria-labelledby="trials"><div class="head"><h2 id="trials">Trials</h2><p class="soft" id="count" role="status"></p></div>
<noscript><p class="note">The list of trials needs JavaScript, which runs from this file alone.</p></noscript>
<form class="filters" role="search" aria-label="Filter the trials">
<div class="search"><label for="by-search">Search</label><input id="by-search" type="search" name="search" autocomplete="off" spellcheck="false"></div>
${byName}${select("status",present(statuses,({status})=>status))}${select("category",present(failureCategories,({analysis})=>analysis?.failure_category))}${select("severity",present(severities,({analysis})=>analysis?.severity))}
<div class="sorting"><label for="by-sort">Sort by</label><select id="by-sort" name="sort">${columns.map(([key,title])=>html`<option value="${key}">${key==="order"?"newest":title.toLowerCase()}</option>`)}</select></div>
<button type="button" id="clear">Clear</button>
</form>
<table class="trials"><thead><tr>${columns.map(([key,title])=>html`<th scope="col" class="${key}" data-key="${key}"><button type="button">${title}</button></th>`)}</tr></thead><tbody></tbody></table>
<p class="more"><button type="button" id="more" hidden>Show more</button></p>
${left>0?html`<p class="note">${grouped(left)} older trials are counted above and not listed.</p>`:null}</section>`}function select(name,values){let title=name.replace(/^./,letter=>letter.toUpperCase());return html`<div><label for="by-${name}">${title}</label><select id="by-${name}" name="${name}"><option value="">all</option>${values.map(value=>html`<option value="${value}">${oneLine(value,100)}</option>`)}</select></div>`}async function reportPage(workshops,pullRequests){return renderPage(await Promise.all(workshops.map(readFigures)),pullRequests)}export{shortened,shortReference,html,ownHtml,linearScale,reportPage};
