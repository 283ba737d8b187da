"use strict";(()=>{var monthsIn=length2=>new Intl.DateTimeFormat("en",{month:length2,timeZone:"UTC"}),SHORT=monthsIn("short"),LONG=monthsIn("long"),numberOf=day2=>Date.parse(day2)/
864e5,isoOf=number=>new Date(Math.round(number)*864e5).toISOString().slice(0,10),today=(now2=new Date)=>isoOf(Date.UTC(now2.getFullYear(),now2.getMonth(),now2.getDate())/
864e5),partsOf=day2=>day2.split("-").map(Number),monthName=month=>SHORT.format(Date.UTC(2e3,month-1,1));function dayIn(text,months2){let[year,,day2]=partsOf(text);
return`${day2} ${months2.format(Date.parse(text))} ${year}`}var shortDay=text=>dayIn(text,SHORT),longDay=text=>dayIn(text,LONG);var app=Object.assign({},{map:null,config:null,base:"",start:null,parts:null,tip:null,time:null,command:null,written:null,selected:null,touched:!1,highlights:null,
placed:[]}),files=new Map,panes=new Map,errors=[],answers=Object.assign({},{file:null,drawn:null,features:[],ways:null,gates:null,rings:""}),counts={commands:0,
drawn:0},hoped=new Map,asked={day:"",count:0,answered:0,at:0,waiting:!1};var timer=0;function speak(text,ms=2500,link=null){app.parts.say.textContent=text,link&&app.parts.say.append(link),clearTimeout(timer),timer=setTimeout(()=>{app.
parts.say.textContent=""},ms)}function complain(text){errors.includes(text)||errors.push(text),app.parts.errors.textContent=errors.join(" ")}var listeners=[],onLoaded=act=>listeners.push(act);async function fetchJson(name){let answer2=await fetch(app.base+name);if(!answer2.ok)throw new Error(String(answer2.
status));return answer2.json()}function load(name,ready2){let known2=files.get(name);if(known2?.features){ready2(known2);return}let loading=known2||fetchJson(app.
config.files[name]);files.set(name,loading),loading.then(data=>{files.set(name,data),ready2(data);for(let act of listeners)act()},error=>{files.delete(name),complain(
`${name}: could not be loaded (${error.message}). Reload the page to try again.`)})}var detailed=layer=>!!layer.detail_file&&app.map.getZoom()>=(layer.detail_zoom||
0);function fileOf(layer){let name=detailed(layer)&&layer.detail_file||layer.file;return app.command.known&&app.config.files[`${name}_all`]?`${name}_all`:name}var page=()=>window.parent.document,inPage=()=>!!window.frameElement?.isConnected,settings=()=>window.CROSSINGS_CONFIG,answers2=()=>!!window.Streamlit,cardsCover=()=>!!window.
CRX_CARD;function openCard(key,byKey){return window.CRX_CARD?(window.CRX_CARD(key,byKey),!0):!1}function send(chosen,center,zoom){let data=window.__GLOBAL_DATA__;
if(!data||!window.Streamlit)return 0;data.last_object_clicked_tooltip=chosen,data.last_object_clicked_count+=1;let value={center,zoom,last_object_clicked_tooltip:chosen,
last_object_clicked_count:data.last_object_clicked_count};return data.previous_data=value,window.Streamlit.setComponentValue(value),value.last_object_clicked_count}
var dropGroups=()=>{window.feature_group=[]};function session(){let app2=page().querySelector("[data-testid=stApp]");return!window.frameElement||!app2||app2.dataset.
testConnectionState!=="CONNECTED"?null:{running:app2.dataset.testScriptState==="running",resume:page().querySelector(".st-key-resume button")}}function otherMaps(){
return[...page().querySelectorAll("iframe")].flatMap(frame2=>{let other=frame2.contentWindow;return other&&other!==window&&other.Crossings?[{frame:frame2,client:other.
Crossings}]:[]})}function picturesBeside(){let own=window.frameElement?.getBoundingClientRect();return own?otherMaps().filter(({frame:frame2})=>frame2.offsetWidth).
map(({frame:frame2,client})=>{let{left,top}=frame2.getBoundingClientRect();return{x:left-own.left,y:top-own.top,made:client.image()}}):[]}var address=()=>window.
parent.location.href;function nameFrame(title){window.frameElement?.setAttribute("title",title)}var touched=()=>!!window.frameElement&&"touched"in page().documentElement.
dataset;function noteTouch(){window.frameElement&&(page().documentElement.dataset.touched="")}function fillScreen(left){let asked2=page().documentElement.requestFullscreen?.();
asked2&&asked2.then(()=>{let over=()=>{page().fullscreenElement||(page().removeEventListener("fullscreenchange",over),left())};page().addEventListener("fullscre\
enchange",over)},()=>{})}function leaveScreen(){return page().fullscreenElement?(page().exitFullscreen(),!0):!1}function onSwitch(act){let watch2=new MutationObserver(
changes=>{if(!inPage()){watch2.disconnect();return}for(let{target}of changes){let box=target,own=box.closest('[class*="st-key-on-"]'),layer=own&&/st-key-on-(\w+)/.
exec(own.className)?.[1];layer&&act(layer,box.hasAttribute("data-selected"))}});watch2.observe(page().body,{subtree:!0,attributeFilter:["data-selected"]})}function onEscape(act){
page().addEventListener("keydown",event=>{if(event.key!=="Escape"||!inPage())return;let target=event.target;(target===page().body||target.closest(".st-key-card"))&&
act()})}function focusCard(patience){let until=Date.now()+patience,look=()=>{let button=page().querySelector(".st-key-card button");button?button.focus():Date.now()<
until&&setTimeout(look,50)};look()}function tellShown(){window.frameElement&&page().dispatchEvent(new CustomEvent("crossings-shown"))}function pointAt(key){window.
frameElement&&page().dispatchEvent(new CustomEvent("crossings-pointed",{detail:key}))}var publish=client=>{window.Crossings=client};var SVG="http://www.w3.org/2000/svg";function make(tag,className,text){let node=document.createElement(tag);return className&&(node.className=className),text&&(node.
textContent=text),node}var nodeIn=(root,selector)=>root.querySelector(selector),penOf=canvas=>canvas.getContext("2d");function el(name,attributes,...children){let node=document.
createElementNS(SVG,name);for(let[key,value]of Object.entries(attributes||{}))node.setAttribute(key,String(value));for(let child of children)child&&node.appendChild(
child);return node}function iconButton(label,icon,act){let button=make("button");button.type="button";let picture2=el("svg",{viewBox:"0 0 18 18","aria-hidden":"\
true",focusable:"false"});return picture2.appendChild(el("path",{})),button.appendChild(picture2),button.addEventListener("click",act),relabelButton(button,label,
icon),button}function relabelButton(button,label,icon){button.title=label,button.setAttribute("aria-label",label),button.querySelector("path")?.setAttribute("d",
icon)}var ALIKE=Object.entries({ا:"أإآٱ",ب:"ٻ",ت:"طٹټة",د:"ڈډ",ر:"ڑړ",س:"صث",ز:"ضظذ",ک:"كڪګگ",ن:"ںڼ",ه:"ہھۀۃ",و:"ؤۇۋ",ی:"يى\
ۍېےئ"}),LETTER=new Map(ALIKE.flatMap(([to,some])=>[...some].map(from=>[from,to]))),LATIN=new Map(Object.entries({ø:"o",ı:"i",đ:"d",ł:"l",ə:"e",ß:"ss"})),
fold=text=>[...text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu,"")].map(sign=>LETTER.get(sign)||LATIN.get(sign)||sign).join("").replace(/\u200c|\u200d|['`ʻʼʿ‘’]/gu,
"").replace(/[^\p{L}\p{N}]+/gu," ").trim();function apart(one,two,most){if(Math.abs(one.length-two.length)>most)return most+1;let before=[],last=Array.from({length:two.
length+1},(_,at)=>at);for(let row=1;row<=one.length;row+=1){let next=[row],least=row;for(let at=1;at<=two.length;at+=1){let same=one[row-1]===two[at-1],cost=Math.
min(last[at]+1,next[at-1]+1,last[at-1]+(same?0:1)),turned=one[row-1]===two[at-2]&&one[row-2]===two[at-1];row>1&&at>1&&turned&&(cost=Math.min(cost,before[at-2]+1)),
next.push(cost),least=Math.min(least,cost)}if(least>most)return most+1;before=last,last=next}return Math.min(last[two.length],most+1)}var slips=wanted3=>wanted3.
length<4?0:wanted3.length<6?1:2;var NEAR=12,GATEWAYS=["crossings","ports"],wanting=null,ending=!1,picking=()=>!!wanting||ending;function point(words){return finish(""),words?(app.map.getContainer().
classList.add("cx-pointing"),speak(`Choose on the map ${words}. Esc to stop`,36e5),new Promise(resolve=>{wanting=resolve})):Promise.resolve("")}function finish(place3){
let told2=wanting;told2&&(wanting=null,ending=!0,setTimeout(()=>{ending=!1}),app.map.getContainer().classList.remove("cx-pointing"),speak(""),told2(place3))}var dropPick=()=>finish(
"");function pick(latlng){wanting&&finish(townNear(latlng)||`${latlng.lng.toFixed(4)},${latlng.lat.toFixed(4)}`)}function pickMark(layer,p,latlng){GATEWAYS.includes(
layer)&&p.place?finish(p.place):latlng&&pick(latlng)}function townNear(latlng){let at=app.map.latLngToContainerPoint(latlng),shown2=new Set(panes.get("places")?.
labelled||[]),best=null;for(let feature of files.get("places")?.features||[]){let{properties:p,geometry}=feature;if(!shown2.has(feature)&&(p.minzoom||0)>app.map.
getZoom()+1)continue;let[lon,lat]=geometry.coordinates,far4=app.map.latLngToContainerPoint([lat,lon]).distanceTo(at);far4<=NEAR&&fold(p.name||"")&&(!best||far4<
best.far)&&(best={far:far4,name:String(p.name)})}return best?.name}var following=!1;function lead(){if(!following)for(let{client}of otherMaps())client.follow(app.map.getCenter(),app.map.getZoom())}function follow(center,zoom){let{
map}=app;!map||map.getZoom()===zoom&&map.getCenter().distanceTo(center)<1||(following=!0,app.touched=!0,map.options.minZoom=Math.min(map.getMinZoom(),zoom),map.
setView([center.lat,center.lng],zoom,{animate:!1}),following=!1)}var place=()=>app.map?{center:app.map.getCenter(),zoom:app.map.getZoom()}:null;function adopt(){
for(let{client}of otherMaps()){let there=client.place();if(there)return follow(there.center,there.zoom),!0}return!1}var CARD=460,LEGEND=270,WORLD=[[0,20],[60,100]],kept={bounds:null,at:0};function fill(){app.map.invalidateSize({animate:!1,pan:!1});let least=app.map.getBoundsZoom(
WORLD,!0);app.map.options.minZoom=Math.max(app.start.minzoom,least)}function jump(center,zoom){app.map.setView(center,zoom,{animate:!1,reset:!0})}function home(){
if(app.command?.paired&&adopt())return;let{fit:fit2,center,zoom}=app.start;fit2?app.map.fitBounds(fit2,{animate:!1,paddingTopLeft:[10,40],paddingBottomRight:[10,
60]}):jump(center,zoom)}function keepGround(){kept={bounds:app.map.getBounds().pad(-.04),at:Date.now()}}function refit(){!kept.bounds||Date.now()-kept.at>1500||
app.map.fitBounds(kept.bounds,{animate:!1})}function goTo(goto){app.touched=!0;let{bounds:bounds2,center,zoom}=goto;bounds2?app.map.fitBounds(bounds2,{animate:!1}):
center&&jump(center,zoom)}var goToPlace=(lat,lon,zoom)=>goTo({seq:0,center:[lat,lon],zoom});function uncover(places2,animate=!1){let free2=app.map.getSize().x-CARD;
if(!cardsCover()||!places2.length||free2<CARD)return;let across=places2.map(place3=>app.map.latLngToContainerPoint(place3).x),by=Math.min(Math.max(...across)-(free2-
40),Math.min(...across)-LEGEND);by>0&&app.map.panBy([Math.round(by),0],{animate})}var holds=(p,day2)=>(!p.valid_from||p.valid_from<=day2)&&(!p.valid_to||day2<p.valid_to),within=(p,day2,days2)=>!!(p.valid_from&&p.valid_from<=day2)&&(days2===null||
(Date.parse(day2)-Date.parse(p.valid_from||""))/864e5<days2),knows=(p,known2)=>(!known2||!p.known_from||p.known_from<=known2)&&(known2?!p.known_to||known2<p.known_to:
!p.known_to),belongs=(layer,p)=>Object.entries(layer.where||{}).every(([key,values])=>values.includes(p[key])),folded=name=>name.toUpperCase().toLowerCase(),BASED=[
"incidents","incidents_ucdp","crossings","ports","engagements"];function passes(file,p,filter){let f=filter||{};return f.basis&&p.basis&&BASED.includes(file)&&!f.
basis.includes(p.basis)?!1:file!=="incidents"&&file!=="incidents_ucdp"?!0:(file!=="incidents"||!f.kinds||f.kinds.includes(p.kind||""))&&(!f.actor||(p.actors||[p.
dyad||""]).some(name=>folded(String(name)).includes(f.actor||"")))&&(p.size||0)>=(f.deaths||0)&&(!f.trust||f.trust.includes(p.confidence||""))}var shows=(layer,p,command)=>belongs(
layer,p)&&passes(layer.file,p,command.filter)&&knows(p,command.known)&&holds(p,command.day)&&(!layer.windowed||within(p,command.day,command.window)),stateOf=(p,command)=>(p.
states||[]).find(state2=>holds(state2,command.day)&&knows(state2,command.known))||null;function kindOf(layer,p,worldview){return layer.classes?p.classes?.[worldview]||
p.kind||"*":layer.file==="ports"&&p.status_kind&&p.status_kind!=="unknown"?`${p.kind}_${p.status_kind}`:(layer.file==="routes"?p.mode:p.kind)||"*"}var hollow=p=>!!p.
disputed||p.confidence==="low",cited=p=>p.basis==="s";var ground=()=>app.config.ground[app.command.theme];function styleOf(layer,p){let kinds=app.config.styles[layer.id]||{};return kinds[kindOf(layer,p,app.command.
worldview)]||kinds["*"]||Object.values(kinds)[0]}function timelineInks(){let of=(layer,kind)=>{let kinds=app.config.styles[layer]||{};return(kinds[kind]||kinds["\
*"]||Object.values(kinds)[0])[app.command.theme]},venue=of("venues","held");return{incident:of("incidents","clash").color,venue:venue.fill||venue.color}}var wish=window.matchMedia("(prefers-reduced-motion: reduce)");function calm(map){let usual=L.Map.prototype;for(let name of["_tryAnimatedZoom","_tryAnimatedPan"])
map[name]=(...given)=>wish.matches?!1:usual[name].apply(map,given);map.panBy=(offset,options)=>usual.panBy.call(map,offset,wish.matches?{...options,animate:!1}:
options),Object.defineProperty(map.options,"inertia",{get:()=>!wish.matches})}var wanted=()=>!wish.matches;var shared={},DEPTH={Point:-1,LineString:0,MultiLineString:1,Polygon:1,MultiPolygon:2},toLatLngs=geometry=>L.GeoJSON.coordsToLatLngs(geometry.coordinates,DEPTH[geometry.
type]);function svgOf(pane){return shared[pane]||(shared[pane]=L.svg({pane,padding:.5})),shared[pane]}function rendererOf(state2){if(!state2.renderer){let options={
pane:`cx-${state2.layer.id}`,padding:state2.layer.id==="land"?.6:.5};state2.renderer=state2.layer.id==="land"?L.canvas(options):L.svg(options)}return state2.renderer}
var onPane=(state2,options)=>({renderer:rendererOf(state2),pane:`cx-${state2.layer.id}`,interactive:!1,smoothFactor:1,lineJoin:"round",...options}),lineOn=(state2,coords,options)=>L.
polyline(coords,onPane(state2,options)),areaOn=(state2,coords,options)=>L.polygon(coords,onPane(state2,options)),discOn=(state2,latlng,options)=>L.circleMarker(
latlng,{...onPane(state2,{}),interactive:!0,...options}),firstRun=coords=>Array.isArray(coords[0])?coords[0]:coords;var PATIENCE=1e4,waiting={timer:0,pressed:!1};function tell(chosen){let count=send(chosen,app.map.getCenter(),app.map.getZoom());return count&&expect(count),count}
function expect(count){clearTimeout(waiting.timer),waiting.timer=setTimeout(()=>{let session2=session();asked.answered>=count||!session2||(session2.running?expect(
count):session2.resume&&!waiting.pressed?(waiting.pressed=!0,session2.resume.click(),expect(count)):speak("The page no longer answers: reload it to go on",6e5))},
PATIENCE)}function answered(count){asked.answered=Math.max(asked.answered,count||0),waiting.pressed=!1}var ring=null,ringed="",keyboard={key:"",from:null};function find(key){let cut=key.indexOf("/"),state2=panes.get(key.slice(0,cut));if(!state2)return null;let id=key.
slice(cut+1),exact=state2.items.get(id);if(exact)return{state:state2,item:exact};for(let item of state2.items.values())if(item.p.place===id&&item.shown)return{state:state2,
item};return null}function choose(key,byKey=!1){app.selected=key||null,mark();let found=key?find(key):null;found?.item.latlng&&uncover([found.item.latlng],wanted()),
keyboard.key=byKey?key:"",byKey&&(keyboard.from=document.activeElement),openCard(key||"",byKey)||tell(key)}function mark(){ring&&(ring.remove(),ring=null);let found=app.
selected?find(app.selected):null;if(!found?.state.on)return;let{item}=found,on={pane:"cx-highlight",renderer:svgOf("cx-highlight"),color:ground().accent,fill:!1,
interactive:!1};if(item.latlng){let{map}=app,middle=map.layerPointToLatLng(map.latLngToLayerPoint(item.latlng).add(item.aside||[0,0]));ring=L.circleMarker(middle,
{...on,radius:(item.reach||5)+5,weight:2.5})}else ring=(found.state.layer.geometry==="polygon"?L.polygon:L.polyline)(item.coords,{...on,weight:(item.width||2)+7,
opacity:.28});ring.addTo(app.map)}var lit=null;function light(key){lit&&lit.remove(),lit=null;let found=key?find(key):null;if(!found?.state.on||!found.item.latlng||
!found.item.shown)return;let{item}=found,at=app.map.latLngToLayerPoint(item.latlng).add(item.aside||[0,0]);lit=L.circleMarker(app.map.layerPointToLatLng(at),{pane:"\
cx-highlight",renderer:svgOf("cx-highlight"),color:ground().accent,fill:!1,interactive:!1,radius:(item.reach||5)+7,weight:2}).addTo(app.map)}function highlight(places2){
let wanted3=JSON.stringify(places2)+app.command.theme;if(ringed!==wanted3){ringed=wanted3,app.highlights.clearLayers();for(let place3 of places2)L.circleMarker(
[place3.lat,place3.lon],{pane:"cx-highlight",renderer:svgOf("cx-highlight"),radius:13,color:place3.name?ground().accent:ground().text,weight:place3.name?3:1.8,fill:!1,
interactive:!1}).addTo(app.highlights)}}function handOver(){!keyboard.key||keyboard.key!==app.selected||(keyboard.key="",focusCard(4e3))}function comeBack(){if(!app.
selected)return;choose(""),window.focus();let{from}=keyboard;(from?.isConnected?from:app.map.getContainer()).focus({preventScroll:!0})}var plain=text=>String(text??"").replaceAll("_"," "),plural=(n,word)=>`${n.toLocaleString("en")} ${word}${n===1?"":"s"}`,nameOf=p=>String(p.corridor_name||p.name||
p.id);function onDay(p){let day2=p.reported_text||p.date_text||"";return day2.startsWith("by ")?day2:`on ${day2}`}var sinceDay=({since_text:day2=""})=>day2.startsWith(
"by ")?`since ${day2.slice(3)} at the latest`:`since ${day2}`;function ofCrossing(p){return p.phase==="unknown"?p.last_status?`Unknown; last reported ${plain(p.
last_status)} ${onDay(p)}`:"Unknown: no report":p.phase==="ageing"?`Last reported ${plain(p.status)} ${onDay(p)}`:`${plain(p.status)} ${sinceDay(p)}`}function ofRoute(p,command){
let now2=stateOf(p,command),length2=p.length_km===null||p.length_km===void 0?"":`, ${Math.round(p.length_km).toLocaleString("en")} km`;return`${plain(p.from_name)}\
 to ${plain(p.to_name)}, ${plain(p.mode)}${length2}${now2?`: ${now2.kind}`:""}`}function describe(layer,p,command){return layer.file==="crossings"?ofCrossing(p):
layer.file==="routes"?ofRoute(p,command):layer.file==="ports"&&p.status_title?p.phase==="reported"?`${p.status_title}, ${sinceDay(p)}`:`${p.status_title}; last \
reported ${onDay(p)}`:layer.file==="venues"?`${plural(p.count||0,"meeting")} held`:layer.file==="boundaries"||layer.file==="disputed_areas"?plain(p.note||p.kind):
layer.file==="border"?plain(p.caveat||""):[plain(p.date_text),plain(p.kind==="gate"?"port":p.kind)].filter(Boolean).join(", ")}function hint(event,first,second){let{tip}=app;tip.replaceChildren(make("b","",first),document.createTextNode(second||"")),tip.hidden=!1;let box=app.map.getContainer().
getBoundingClientRect(),w=tip.offsetWidth,h=tip.offsetHeight,x=event.clientX-box.left+14,y=event.clientY-box.top+14;x+w>box.width-6&&(x-=w+28),y+h>box.height-6&&
(y-=h+28),tip.style.left=`${Math.max(4,x)}px`,tip.style.top=`${Math.max(4,y)}px`}var hush=()=>{app.tip.hidden=!0};function sayAt(part,first,second){part.on("mou\
semove mouseover",event=>hint(event.originalEvent,first(),second())),part.on("mouseout",hush)}function hover(part,layer,item){sayAt(part,()=>nameOf(item.p),()=>describe(
layer,item.p,app.command)),part.on("mouseover",()=>pointAt(`${layer.id}/${item.p.place||item.p.id}`)),part.on("mouseout",()=>pointAt("")),part.on("click",({latlng})=>{
picking()?pickMark(layer.id,item.p,latlng):(layer.facts||layer.interactive)&&choose(`${layer.id}/${item.p.id}`)})}var pressed=event=>event.key==="Enter"||event.
key===" ";function operable(node,layer,item){node&&(node.setAttribute("tabindex","0"),node.setAttribute("role","button"),node.setAttribute("aria-label",`${nameOf(
item.p)}. ${describe(layer,item.p,app.command)}`),node.addEventListener("keydown",event=>{pressed(event)&&(event.preventDefault(),event.stopPropagation(),picking()?
pickMark(layer.id,item.p,item.latlng):choose(`${layer.id}/${item.p.id}`,!0))}),node.addEventListener("focus",()=>{let box=node.getBoundingClientRect();node.matches(
":focus-visible")&&hint({clientX:box.left+box.width/2,clientY:box.top+box.height/2},nameOf(item.p),describe(layer,item.p,app.command))}),node.addEventListener("\
blur",hush))}function openable(mark2,words,open2){mark2.on("click",()=>{picking()||open2()}),sayAt(mark2,()=>words,()=>"Click to see them"),mark2.on("add",()=>{
let node=mark2.getElement();node.setAttribute("aria-label",words),node.addEventListener("keydown",event=>{pressed(event)&&(event.preventDefault(),open2())})})}function list(layer,items,latlng,words="\
Incidents close together"){closeList();let box=make("div","cx-list");box.setAttribute("role","dialog"),box.setAttribute("aria-label",words);for(let item of items.
slice().sort((a,b)=>String(b.p.valid_from).localeCompare(String(a.p.valid_from)))){let entry=make("button","",`${plain(item.p.date_text)}: ${item.p.name}`);entry.
type="button",entry.addEventListener("click",()=>{closeList(),choose(`${layer.id}/${item.p.id}`)}),box.appendChild(entry)}let at=app.map.latLngToContainerPoint(
latlng);box.style.left=`${Math.max(8,Math.min(at.x+12,app.map.getSize().x-330))}px`,box.style.top=`${Math.max(8,Math.min(at.y,app.map.getSize().y*.5))}px`,L.DomEvent.
disableClickPropagation(box),L.DomEvent.disableScrollPropagation(box),app.map.getContainer().appendChild(box),nodeIn(box,"button").focus()}function closeList(){
for(let box of document.querySelectorAll(".cx-list"))box.remove()}var newItem=given=>Object.assign({},{shown:!1,parts:[]},given);function show(state2,item){for(let part of item.parts)part.addTo(state2.group);item.shown=!0}function hide(state2,item){
for(let part of item.parts)state2.group.removeLayer(part);item.shown=!1}function clear(state2){state2.group.clearLayers(),state2.items.clear(),state2.file=null}
function nodeMark(latlng,node,className,size,options){return L.marker(latlng,{icon:L.divIcon({html:node,className:`cx-mark ${className}`,iconSize:[size,size]}),
...options})}var STILL={interactive:!1,keyboard:!1};function beside({x,y,r},taken){let near2=taken.filter(one=>Math.hypot(one.x-x,one.y-y)<one.r+r+72),free2=(a,b)=>near2.every(one=>Math.hypot(a-one.x,b-one.y)>=r+
one.r+1-1e-6);if(free2(x,y))return{x,y};for(let ring3=1;ring3<=24;ring3++)for(let n=0;n<16;n++){let turn3=(10+Math.floor((n+1)/2)*(n%2?-1:1))*2*Math.PI/16,a=x+ring3*
3*Math.cos(turn3),b=y+ring3*3*Math.sin(turn3);if(free2(a,b))return{x:a,y:b}}return{x,y}}var MOST=12,WIDTHS=[[5,4],[2,2.5]];function frequent(meetings){let counts2=new Map;for(let pair of meetings.flat())counts2.set(pair,(counts2.get(pair)||0)+1);return[
...counts2].map(([pair,number])=>({pair,number})).sort((a,b)=>b.number-a.number||(a.pair<b.pair?-1:1)).slice(0,MOST)}var ALONG=[.5,.42,.58,.34,.66,.26,.74],pointOf=({
x,y})=>({x,y});function onArc(run,r,taken){let spots=ALONG.map(part=>Math.round(part*(run.length-1))),free2=i=>taken.every(one=>Math.hypot(run[i].x-one.x,run[i].
y-one.y)>=r+one.r),found=spots.find(free2);return found===void 0?beside({...pointOf(run[spots[0]]),r},taken):pointOf(run[found])}var arcWidth=number=>WIDTHS.find(
([from])=>number>=from)?.[1]??1;var NUMBER=10;function arcs(state2){for(let one of state2.crowds)state2.group.removeLayer(one);state2.crowds=[];let shown2=[...state2.items.values()].filter(item=>item.
shown&&!item.back),taken=marks();for(let{pair,number}of frequent(shown2.map(({p})=>p.pairs||[])).reverse()){let items=shown2.filter(({p})=>p.pairs?.includes(pair)),
[first]=items,run=first.coords[(first.p.pairs||[]).indexOf(pair)];arc(state2,{pair,run,number,items},taken)}}function marks(){let venues=panes.get("venues");return(venues?.
on?[...venues.items.values()].filter(item=>item.shown):[]).map(({latlng,reach})=>{let{x,y}=app.map.latLngToLayerPoint(latlng);return{x,y,r:reach}})}function arc(state2,{
pair,run,number,items},taken){let{color}=items[0].ink,words=`${pair}: ${plural(number,"meeting")}`,pixels=run.map(point3=>app.map.latLngToLayerPoint(point3)),at=onArc(
pixels,NUMBER,taken),middle=app.map.layerPointToLatLng([at.x,at.y]);taken.push({...at,r:NUMBER});let open2=()=>list(state2.layer,items,middle,words),line3=lineOn(
state2,run,{color,weight:arcWidth(number),lineCap:"round"}),hit=lineOn(state2,run,{color:"#000",opacity:0,weight:14,interactive:!0,className:"cx-hit"}),node=make(
"b","",String(number)),mark2=nodeMark(middle,node,"cx-number cx-pair",20,{pane:`cx-${state2.layer.id}`,keyboard:!0,bubblingMouseEvents:!1});mark2.reach=NUMBER,mark2.
aside=[0,0],openable(mark2,words,open2),hit.on("click",open2);for(let part of[line3,hit,mark2])part.addTo(state2.group),state2.crowds.push(part)}var WORLD2=[[0,20],[0,100],[60,100],[60,20]],FOCUS=["AFG","PAK","IRN"];function image(state2){if(state2.items.size)return;let opacity=state2.layer.minzoom?.2:.32,
picture2=L.imageOverlay(app.base+app.config.files[state2.layer.file],[[0,20],[60,100]],{pane:`cx-${state2.layer.id}`,opacity,className:"cx-relief",alt:""});picture2.
on("error",()=>complain("relief: could not be loaded.")),picture2.addTo(state2.group),state2.items.set("image",newItem({shown:!0,parts:[picture2],p:{id:"image"}})),
state2.pane.style.mixBlendMode="hard-light"}function areas(state2,data){if(state2.items.size)return;let{layer}=state2,shores=[],fills=[];for(let feature of data.
features){if(!feature.geometry||!holds(feature.properties,app.command.day))continue;let item=newItem({p:feature.properties,shown:!0,parts:[],coords:toLatLngs(feature.
geometry),width:1});layer.owner?land(state2,item,shores,fills):area(state2,item,fills),state2.items.set(feature.id,item)}layer.owner&&areaOn(state2,WORLD2,{stroke:!1,
fillColor:ground().water,fillOpacity:1}).addTo(state2.group);for(let one of[...shores,...fills])one.addTo(state2.group)}function land(state2,item,shores,fills){
let owner=item.p.owner?.[app.command.worldview]||item.p.iso_a3,fill2=FOCUS.includes(owner||"")?ground().focus:ground().land;shores.push(areaOn(state2,item.coords,
{stroke:!0,color:ground().coast,weight:1.6,fill:!1})),item.parts.push(areaOn(state2,item.coords,{stroke:!0,color:fill2,weight:.8,fillColor:fill2,fillOpacity:1})),
fills.push(...item.parts)}function area(state2,item,fills){let style=styleOf(state2.layer,item.p),ink=style[app.command.theme];if(item.parts.push(areaOn(state2,
item.coords,{stroke:style.width>0,color:ink.color,weight:style.width,fillColor:ink.fill||ink.color,fillOpacity:style.opacity})),fills.push(...item.parts),!state2.
layer.interactive)return;let hit=areaOn(state2,item.coords,{stroke:!0,opacity:0,weight:2,fillOpacity:0,interactive:!0,className:"cx-hit cx-area",bubblingMouseEvents:!1});
hover(hit,state2.layer,item),fills.push(hit)}var SHARES=[1,.65,.35],step=(days2,limit)=>Math.min(2,Math.max(0,Math.floor(3*days2/Math.max(1,limit)))),mixed=(color,ground2,part)=>`#${[1,3,5].map(n=>{let[a,b]=[
color,ground2].map(one=>Number.parseInt(one.slice(n,n+2),16));return Math.round(part*a+(1-part)*b).toString(16).padStart(2,"0").toUpperCase()}).join("")}`;function svg(size,...children){return el("svg",{width:size,height:size,viewBox:`${-size/2} ${-size/2} ${size} ${size}`,"aria-hidden":"true",focusable:"false"},...children)}
function letter(text,colour,size){let node=el("text",{"text-anchor":"middle","dominant-baseline":"central","font-size":size,"font-weight":700,fill:colour});return node.
textContent=text,node}function badge(text,ink,r){let node=letter(text,ink.color,r*1.45);for(let[key,value]of Object.entries({x:r*1.25,y:-r*1.05,stroke:ink.ground,
"stroke-width":2.6,"paint-order":"stroke"}))node.setAttribute(key,String(value));return node}function quote(x,y,ink){let tick=at=>`M${(x+at+1.1).toFixed(1)} ${(y-
2.9).toFixed(1)}Q${(x+at-1.5).toFixed(1)} ${(y-1.2).toFixed(1)} ${(x+at-.9).toFixed(1)} ${(y+2.2).toFixed(1)}`,d=tick(-2)+tick(2.2);return[[5,ink.ground],[2,ink.
color]].map(([width2,stroke2])=>el("path",{d,fill:"none",stroke:stroke2,"stroke-width":width2,"stroke-linecap":"round",class:"cx-cited"}))}function ring2(r,ink,angles){
let at=(angle,far4)=>`${(far4*Math.cos(angle*Math.PI/180)).toFixed(1)} ${(far4*Math.sin(angle*Math.PI/180)).toFixed(1)}`,bars2=angles.map(angle=>`M${at(angle,r-
3.5)}L${at(angle,r+5)}`).join("");return[[5.2,ink.ground],[2.6,ink.color]].flatMap(([width2,stroke2])=>[el("circle",{r,fill:"none",stroke:stroke2,"stroke-width":width2}),
bars2?el("path",{d:bars2,fill:"none",stroke:stroke2,"stroke-width":width2}):null])}var plate=(r,fill2,stroke2,dash="none")=>el("rect",{x:-r,y:-r,width:2*r,height:2*
r,rx:2,fill:fill2,stroke:stroke2,"stroke-width":1.6,"stroke-dasharray":dash}),shapes={disc:(r,ink)=>[el("circle",{r:ink.aged?r-.8:r,fill:ink.body,stroke:ink.rim,
"stroke-width":1.6})],half:(r,ink,mark2)=>[el("circle",{r,fill:ink.ground,stroke:ink.color,"stroke-width":2}),el("path",{d:`M0 ${-r}A${r} ${r} 0 0 0 0 ${r}Z`,fill:ink.
body}),el("circle",{r,fill:"none",stroke:ink.color,"stroke-width":2}),mark2?badge(mark2,ink,r):null],bar:(r,ink)=>[...shapes.disc(r,ink,"","",!1),el("path",{d:`\
M${-r*.55} 0H${r*.55}`,stroke:ink.rim,"stroke-width":r*.42})],ring:(r,ink)=>[el("circle",{r:r*.82,fill:ink.ground,stroke:ink.color,"stroke-width":1.8,"stroke-da\
sharray":"2.6 2"})],anchor:(r,ink,mark2)=>[plate(r,ink.body,ink.rim),el("path",{d:`M0 ${-r*.35}V${r*.62}M${-r*.6} ${r*.12}Q${-r*.5} ${r*.62} 0 ${r*.62}Q${r*.5} ${r*
.62} ${r*.6} ${r*.12}M${-r*.3} ${-r*.12}H${r*.3}`,fill:"none",stroke:ink.sign,"stroke-width":r*.2,"stroke-linecap":"round"}),el("circle",{cy:-r*.52,r:r*.17,fill:"\
none",stroke:ink.sign,"stroke-width":r*.18}),mark2?badge(mark2,{color:ink.fill||ink.color,ground:ink.ground},r):null],anchor_half:(r,ink,mark2)=>[plate(r,ink.ground,
ink.color),el("path",{d:`M0 ${-r}V${r}H${-r+2}Q${-r} ${r} ${-r} ${r-2}V${-r+2}Q${-r} ${-r} ${-r+2} ${-r}Z`,fill:ink.body,stroke:ink.color}),mark2?badge(mark2,ink,
r):null],square_bar:(r,ink)=>[plate(r,ink.body,ink.rim),el("path",{d:`M${-r*.6} 0H${r*.6}`,stroke:ink.rim,"stroke-width":r*.42})],strait:(r,ink,mark2)=>[el("pat\
h",{d:`M${-r} ${-r}Q${r*.1} 0 ${-r} ${r}M${r} ${-r}Q${-r*.1} 0 ${r} ${r}`,fill:"none",stroke:ink.ground,"stroke-width":6}),el("path",{d:`M${-r} ${-r}Q${r*.1} 0 ${-r}\
 ${r}M${r} ${-r}Q${-r*.1} 0 ${r} ${r}`,fill:"none",stroke:ink.color,"stroke-width":3}),mark2?badge(mark2,ink,r):null],blank:(r,ink)=>[plate(r*.9,ink.ground,ink.
color,"2.6 2")],ages:(r,ink)=>[...SHARES.map((share,i)=>el("rect",{x:r*(i*.66-1),y:-r*.45,width:r*.66,height:r*.9,fill:mixed(ink.color,ink.ground,share),stroke:ink.
color}))],square:(r,ink,mark2)=>[plate(r,ink.body,ink.rim),mark2?badge(mark2,ink,r):null],venue:(r,ink,mark2,dash)=>[el("rect",{x:-r,y:-r,width:2*r,height:2*r,rx:r*
.45,fill:ink.fill||ink.color,stroke:dash?ink.color:ink.ground,"stroke-width":1.5,"stroke-dasharray":dash||"none"}),mark2?letter(mark2,ink.text||ink.ground,r*1.25):
null],diamond:(r,ink,mark2,_dash,hollow2)=>[el("path",{d:`M0 ${-r}L${r} 0L0 ${r}L${-r} 0Z`,fill:hollow2?ink.ground:ink.color,stroke:hollow2?ink.color:ink.ground,
"stroke-width":hollow2?1.8:1.2}),mark2?letter(mark2,hollow2?ink.color:ink.ground,r*1.25):null],plane:(r,ink)=>[el("path",{d:`M0 ${-r*1.3}L${r*.3} ${-r*.2}L${r*1.3}\
 ${r*.35}V${r*.7}L${r*.25} ${r*.4}L${r*.15} ${r}L${r*.5} ${r*1.35}H${-r*.5}L${-r*.15} ${r}L${-r*.25} ${r*.4}L${-r*1.3} ${r*.7}V${r*.35}L${-r*.3} ${-r*.2}Z`,fill:ink.
color,stroke:ink.ground,"stroke-width":.8})],dot:(r,ink)=>[el("circle",{r,fill:ink.color,stroke:ink.ground,"stroke-width":.8})],quote:(_r,ink)=>quote(0,0,ink),cross_ring:(r,ink)=>ring2(
r,ink,[45,135,225,315]),plain_ring:(r,ink)=>ring2(r,ink,[]),cross:(r,ink)=>[el("path",{d:`M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`,stroke:ink.ground,"strok\
e-width":5}),el("path",{d:`M${-r} ${-r}L${r} ${r}M${-r} ${r}L${r} ${-r}`,stroke:ink.color,"stroke-width":2.4})]},inkOf=(own,ground2,age,last)=>({...own,ground:ground2,
aged:age>0||last,body:last?ground2:age?mixed(own.fill||own.color,ground2,SHARES[age]):own.fill||own.color,rim:age||last?own.color:ground2,sign:age||last?own.color:
own.text||ground2});function point2(style,theme,ground2,how){let options=how||{},r=(style.radius||6)*(options.scale||1),ink=inkOf(style[theme],ground2.panel,options.
age||0,!!options.last),draw5=shapes[style.shape||""]||shapes.dot,size=Math.ceil(2*r+(options.room||(options.halo?16:6))),parts2=[];options.halo&&parts2.push(el(
"circle",{r:r+5,fill:"none",stroke:ground2.accent,"stroke-width":2.5}));let mark2=options.mark===void 0?style.letter:options.mark;return parts2.push(...draw5(r,
ink,mark2||"",style.dash||"",!!options.hollow)),options.cited&&parts2.push(...quote(-r*.95-2.5,-r*.95-1.5,{color:ground2.text,ground:ground2.panel})),options.last&&
parts2.push(ageBeside(r,options.last,ground2)),svg(size,...parts2)}function ageBeside(r,text,ground2){let node=el("text",{x:r+3,y:3.5,class:"cx-last",fill:ground2.
soft,stroke:ground2.halo,"stroke-width":3,"paint-order":"stroke"});return node.textContent=text,node}function line(style,theme){let w=(style.widths?style.widths[2]:
style.width)||1,ink=style[theme],node=el("svg",{width:30,height:14,viewBox:"0 0 30 14","aria-hidden":"true",focusable:"false"}),path=attributes=>node.appendChild(
el("path",{d:"M1 7H29",fill:"none",...attributes}));return path({stroke:ink.color||"none","stroke-width":Math.min(w,6),"stroke-dasharray":style.dash||"none","st\
roke-linecap":style.round?"round":"butt"}),style.ticks&&path({stroke:ink.color,"stroke-width":Math.min(w,6)+5,"stroke-dasharray":"1.5 7"}),node}function area2(style,theme){
let ink=style[theme];return el("svg",{width:30,height:14,viewBox:"0 0 30 14","aria-hidden":"true",focusable:"false"},el("rect",{x:4,y:1,width:22,height:12,fill:ink.
fill||ink.color,"fill-opacity":.3,stroke:ink.color}))}function gateMarks(){let gates=panes.get("crossings");return gates?.on?[...gates.items.values()].filter(gate=>gate.shown).map(({latlng,reach,aside:aside2=[0,0]})=>{
let{x,y}=app.map.latLngToLayerPoint(latlng);return{x:x+aside2[0],y:y+aside2[1],r:reach}}):[]}function moveAside(mark2,[x,y]){let node=mark2.getElement();if(!node)
return;let half=Number.parseFloat(node.style.width)/2;node.style.marginLeft=`${x-half}px`,node.style.marginTop=`${y-half}px`}var HEAT=[[20,.85],[8,.65],[3,.45],[1,.25]];function clusters(entries){let groups=[];for(let{at,item}of entries){let near2=groups.find(group3=>Math.hypot(group3.
at.x-at.x,group3.at.y-at.y)<26);near2?near2.items.push(item):groups.push({at,items:[item]})}return groups}var SIZES=[[15,19],[5,15.5],[2,12.5]],sizeOf=count=>SIZES.
find(([from])=>count>=from)?.[1]??7;function hexagonOf(point3){let wide=30*Math.sqrt(3),tall=30*1.5,far4=({middle})=>Math.hypot(middle.x-point3.x,middle.y-point3.
y),[upper,lower]=[Math.floor,Math.ceil].map(side2=>{let row=side2(point3.y/tall),shift=row%2?.5:0,column2=Math.round(point3.x/wide-shift);return{key:`${column2}\
/${row}`,middle:{x:(column2+shift)*wide,y:row*tall}}});return far4(lower)<far4(upper)?lower:upper}var hexagonCorners=({x,y})=>[30,90,150,210,270,330].map(angle=>{
let turn3=angle*Math.PI/180;return{x:x+30*Math.cos(turn3),y:y+30*Math.sin(turn3)}}),strengthOf=count=>HEAT.find(([from])=>count>=from)?.[1]??0;function hexagons(state2){let zoom=app.map.getZoom(),cells=new Map;for(let item of state2.items.values()){if(item.shown&&hide(state2,item),item.crowded=!!item.wanted,
!item.wanted)continue;let{key,middle}=hexagonOf(app.map.project(item.latlng,zoom)),cell=cells.get(key)||{middle,items:[]};cell.items.push(item),cells.set(key,cell)}
for(let{middle,items}of cells.values())hexagon(state2,middle,items,zoom)}function hexagon(state2,middle,items,zoom){let{layer}=state2,kinds=app.config.styles[layer.
id],colour=(kinds["*"]||Object.values(kinds)[0])[app.command.theme].color,placeOf=({x,y})=>app.map.unproject([x,y],zoom),fillOpacity=strengthOf(items.length),area3=areaOn(
state2,hexagonCorners(middle).map(placeOf),{color:ground().halo,weight:1,fillColor:colour,fillOpacity}),number=make("b","",String(items.length));number.style.color=
fillOpacity>.5?ground().halo:ground().text;let at=placeOf(middle),mark2=nodeMark(at,number,"cx-hex",30*1.4,{pane:`cx-${layer.id}`,keyboard:!0,bubblingMouseEvents:!1});
mark2.reach=30*.5;let own=app.map.latLngToLayerPoint(at),free2=beside({x:own.x,y:own.y,r:9},gateMarks());mark2.aside=[free2.x-own.x,free2.y-own.y],openable(mark2,
`${plural(items.length,"incident")} in this hexagon`,()=>list(layer,items,at));for(let part of[area3,mark2])part.addTo(state2.group),state2.crowds.push(part);moveAside(
mark2,mark2.aside)}var INNER=.85;function crowd(state2){for(let one of state2.crowds)state2.group.removeLayer(one);if(state2.crowds=[],app.command.heat==="hex"){hexagons(state2);return}
let wanted3=[];for(let item of state2.items.values())item.wanted?wanted3.push({at:app.map.latLngToLayerPoint(item.latlng),item}):item.shown&&hide(state2,item);let taken=gateMarks(),
groups=clusters(wanted3).sort((a,b)=>b.items.length-a.items.length);for(let{items}of groups)items.length===1?alone(state2,items[0],taken):together(state2,items,
taken)}function aside(state2,latlng,reach,taken){let own=app.map.latLngToLayerPoint(latlng),r=reach*INNER,{x,y}=beside({x:own.x,y:own.y,r},taken);if(taken.push(
{x,y,r}),Math.hypot(x-own.x,y-own.y)>reach){let ends=[latlng,app.map.layerPointToLatLng([x,y])],look={color:ground().text,weight:.75,opacity:.6};state2.crowds.push(
lineOn(state2,ends,look).addTo(state2.group))}return[x-own.x,y-own.y]}function alone(state2,item,taken){item.shown||show(state2,item),item.crowded=!1,item.aside=
aside(state2,item.latlng,item.reach,taken),moveAside(item.parts[0],item.aside)}function together(state2,items,taken){let{layer}=state2;for(let item of items)item.
shown&&hide(state2,item),item.crowded=!0;let plain2=app.config.styles[layer.id]["*"],node=point2(plain2,app.command.theme,ground(),{scale:sizeOf(items.length)/plain2.
radius,mark:String(items.length),hollow:items.some(item=>hollow(item.p)),cited:items.some(item=>cited(item.p))}),size=Number(node.getAttribute("width")),middle=(items.
find(item=>item.p.place)||items[0]).latlng,mark2=nodeMark(middle,node,`cx-${layer.id} cx-crowd`,size,{pane:`cx-${layer.id}`,keyboard:!0,bubblingMouseEvents:!1});
mark2.reach=sizeOf(items.length),mark2.aside=aside(state2,middle,mark2.reach,taken),openable(mark2,`${items.length} incidents close together`,()=>open(layer,items,
middle)),mark2.addTo(state2.group),moveAside(mark2,mark2.aside),state2.crowds.push(mark2)}function open(layer,items,middle){let{map}=app,bounds2=L.latLngBounds(
items.map(item=>item.latlng)),apart3=bounds2.getNorthEast().distanceTo(bounds2.getSouthWest())>1500;map.getZoom()<map.getMaxZoom()-1&&apart3?map.fitBounds(bounds2.
pad(.4),{maxZoom:map.getZoom()+3}):list(layer,items,middle)}var strandOf=p=>`${p.built===!1?"planned":p.gate}/${p.mode}`,wayOf=(rules2,id,p)=>rules2.to_sea.includes(String(p.gate))&&p.built!==!1?id.slice(0,id.lastIndexOf(
"-")):id;function kindsOf(rules2,features,command){let worst=new Map,legs=features.map(({id,properties:p})=>({id,p,way:wayOf(rules2,id,p)})),rank2=kind=>rules2.
hinders.indexOf(kind);for(let{way,p}of legs){let kind=stateOf(p,command)?.kind||"unknown",before=worst.get(way);(before===void 0||rank2(kind)>rank2(before))&&worst.
set(way,kind)}return new Map(legs.map(({id,way,p})=>[id,p.built===!1?"planned":worst.get(way)||"unknown"]))}function lookOf(rules2,state2,level,mode){return{state:state2,width:rules2.widths[state2][Math.max(0,Math.min(3,level)-1)],ties:mode.endsWith("rail")&&state2!==
"unknown"}}var roomOf=(rules2,look)=>look.width+2*(look.state==="closed"?rules2.room_empty:rules2.room)+(look.ties?2*rules2.tie:0);function lookAt(rules2,legs){
let best=Math.min(...legs.map(({state:state2})=>rules2.helps.indexOf(state2))),level=Math.max(...legs.map(leg=>leg.level));return lookOf(rules2,rules2.helps[best],
level,legs[0].strand.split("/")[1])}function mixed2(color,ground2,part){let at=(hex,n)=>Number.parseInt(hex.slice(n,n+2),16);return`#${[1,3,5].map(n=>Math.round(
part*at(color,n)+(1-part)*at(ground2,n))).map(value=>value.toString(16).padStart(2,"0").toUpperCase()).join("")}`}var lengths=line3=>{let along=[0];for(let i=1;i<line3.length;i++)along.push(along[i-1]+Math.hypot(line3[i][0]-line3[i-1][0],line3[i][1]-line3[i-1][1]));return along};
function even(value){let low=Math.floor(value),part=value-low;return part<.5||part===.5&&low%2===0?low:low+1}function resampled(line3,step2){let along=lengths(line3),
whole=along[along.length-1],count=Math.max(2,even(whole/step2)+1),points2=[],places2=[];for(let i=0,k=0;i<count;i++){let at=whole*i/(count-1);for(;k<along.length-
2&&along[k+1]<at;)k++;let gap=along[k+1]-along[k],part=gap>0?Math.min(1,(at-along[k])/gap):0,[a,b]=[line3[k],line3[k+1]];points2.push([a[0]+part*(b[0]-a[0]),a[1]+
part*(b[1]-a[1])]),places2.push(k+part)}return{points:points2,places:places2}}var normalised=weights=>{let sum=weights.reduce((total,one)=>total+one,0);return weights.
map(one=>one/sum)},range=reach=>Array.from({length:2*reach+1},(_,i)=>i-reach),bell=spread2=>normalised(range(Math.ceil(3*spread2)).map(i=>Math.exp(-.5*(i/spread2)**
2))),hill=half=>normalised(range(Math.ceil(half)).map(i=>1+Math.cos(Math.PI*i/(half+1))));function smoothed(values,weights){let reach=(weights.length-1)/2,last=values.
length-1;return values.map((_,i)=>{let sum=0;for(let k=-reach;k<=reach;k++)sum+=weights[k+reach]*values[Math.max(0,Math.min(last,i+k))];return sum})}function pinned(line3,weights){
let last=line3.length-1,middle=(weights.length-1)/2,reach=Math.min(middle,last),part=normalised(weights.slice(middle-reach,middle+reach+1)),at=(i,axis2)=>i<0?2*
line3[0][axis2]-line3[-i][axis2]:i>last?2*line3[last][axis2]-line3[2*last-i][axis2]:line3[i][axis2];return line3.map((_,i)=>{let x=0,y=0;for(let k=-reach;k<=reach;k++)
x+=part[k+reach]*at(i+k,0),y+=part[k+reach]*at(i+k,1);return[x,y]})}function bridged(offset,shared2){let result=offset.map((one,i)=>shared2[i]?one:0),before=-1;
return shared2.forEach((here,i)=>{if(!here)return;let gap=i-before;if(before>=0&&gap>1&&gap<=60/1.5)for(let k=before;k<=i;k++)result[k]=offset[before]+(offset[i]-
offset[before])*(k-before)/gap;before=i}),result}var SOFT={axis:bell(5/1.5),ease:hill(14/1.5),along:bell(2),end:bell(1.5)};function beside2(line3,offset,shared2){
let axis2=pinned(line3,SOFT.axis),eased=smoothed(bridged(offset,shared2),SOFT.ease);if(!eased.some(Boolean))return axis2;let course=pinned(axis2,SOFT.along),last=course.
length-1,moved=axis2.map(([x,y],i)=>{let[a,b]=[course[Math.max(0,i-1)],course[Math.min(last,i+1)]],[dx,dy]=[b[0]-a[0],b[1]-a[1]],long=Math.max(Math.hypot(dx,dy),
1e-9);return[x+dy/long*eased[i],y-dx/long*eased[i]]});return pinned(moved,SOFT.end)}var END=32;function stopped(rules2,pieces){let boxes=pieces.map(({line:line3})=>boxOf(line3));return pieces.map(piece=>{let{line:line3}=piece,low=0,high=line3.length;
return pieces.forEach((other,n)=>{if(other.strand===piece.strand)return;let near2=(roomOf(rules2,piece.look)+roomOf(rules2,other.look))/2,on=(piece.look.width+other.
look.width)/2;piece.first&&within2(boxes[n],line3[0],on)&&yields(rules2,piece,other,line3[0],on)&&(low=Math.max(low,clear2(line3,other.line,near2)));let end=line3[line3.
length-1];piece.last&&within2(boxes[n],end,on)&&yields(rules2,piece,other,end,on)&&(high=Math.min(high,line3.length-clear2(line3.slice().reverse(),other.line,near2)))}),
high-low<2||low===0&&high===line3.length?piece:{...piece,line:line3.slice(low,high),start:piece.start+low*1.5}})}function boxOf(line3){let box=[1/0,1/0,-1/0,-1/0];
for(let[x,y]of line3)box[0]=Math.min(box[0],x),box[1]=Math.min(box[1],y),box[2]=Math.max(box[2],x),box[3]=Math.max(box[3],y);return box}var within2=([x0,y0,x1,y1],[
x,y],room3)=>x>x0-room3&&x<x1+room3&&y>y0-room3&&y<y1+room3,far=([x,y],[a,b])=>Math.hypot(x-a,y-b);function yields(rules2,piece,other,end,near2){let at=0;for(let i=1;i<
other.line.length;i++)far(other.line[i],end)<far(other.line[at],end)&&(at=i);if(far(other.line[at],end)>=near2)return!1;let ends=other.first&&at<END||other.last&&
at>=other.line.length-END,rank2=one=>rules2.helps.indexOf(one.look.state);return!ends||rank2(piece)!==rank2(other)?!ends||rank2(piece)>rank2(other):piece.strand>
other.strand}function clear2(line3,other,near2){for(let i=0;i<=END&&i<line3.length;i++)if(other.every(point3=>far(point3,line3[i])>=near2))return i;return 0}var JOINT=10,nearest=(zooms,zoom)=>zooms.reduce((best,one)=>Math.abs(one-zoom)<Math.abs(best-zoom)?one:best);function drawn(rules2,paths,shown2){let pieces=[],lines3=new Map;
for(let path of paths)path.spans.some(span=>shown2.has(span[2]))&&draw(rules2,path,shown2,pieces,lines3);return{pieces:stopped(rules2,pieces),lines:lines3}}function draw(rules2,path,shown2,pieces,lines3){
let{points:points2,places:places2}=resampled(path.points,1.5),{spans}=path,at=0,which=places2.map(place3=>{for(;at<spans.length-1&&spans[at][1]<place3;)at++;return at}),
rooms=spans.map(([,,,,left,right])=>[room(rules2,left,shown2),room(rules2,right,shown2)]),laid2=beside2(points2,which.map(n=>(rooms[n][1]-rooms[n][0])/2),which.
map(n=>rooms[n][0]+rooms[n][1]>0));for(let leg of new Set(spans.map(span=>span[2]))){let first=which.findIndex(n=>spans[n][2]===leg),last=which.findLastIndex(n=>spans[n][2]===
leg);shown2.has(leg)&&last>first&&lines3.set(leg,laid2.slice(first,last+2))}let keys2=spans.map(span=>keyOf(rules2,span,shown2));for(let start=0;start<laid2.length;){
let key=keys2[which[start]],stop=start;for(;stop<laid2.length&&keys2[which[stop]]?.name===key?.name;)stop++;if(key){let low=Math.max(0,start-JOINT);pieces.push(
{...key,line:laid2.slice(low,stop+JOINT),start:(path.start||0)+low*1.5,first:start===0&&!path.cutStart,last:stop===laid2.length&&!path.cutEnd})}start=stop}}function keyOf(rules2,[
,,leg,kin],shown2){let legs=[leg,...kin].filter(one=>shown2.has(one)).sort((a,b)=>a-b);if(legs[0]!==leg)return null;let along=legsOf(legs,shown2),look=lookAt(rules2,
along),{strand}=along[0];return{name:`${strand} ${JSON.stringify(look)} ${legs}`,strand,look,legs}}var legsOf=(numbers2,shown2)=>numbers2.map(one=>shown2.get(one)).
filter(one=>one!==void 0);function room(rules2,numbers2,shown2){let strands2=new Map;for(let leg of legsOf(numbers2,shown2))strands2.set(leg.strand,[...strands2.
get(leg.strand)||[],leg]);let sum=0;for(let legs of strands2.values())sum+=roomOf(rules2,lookAt(rules2,legs));return sum}var PANE="cx-casing",HALO=1.3,CLOSE=8,ORDER=["unknown","planned","closed","limited","open"],Fine=L.Polyline.extend({_projectLatlngs(latlngs,result,bounds2){let ring3=latlngs.
map(pixelOf);for(let point3 of ring3)bounds2.extend(point3);result.push(ring3)}}),tenth=value=>Math.round(value*10)/10;function pixelOf(latlng){let{x,y}=app.map.
project(latlng).subtract(app.map.getPixelOrigin());return L.point(tenth(x),tenth(y))}var tables=new Map,group,laid="",strands=[],waiting2=!1;function layRoutes(){
waiting2||(waiting2=!0,queueMicrotask(()=>{waiting2=!1,app.command&&lay()}))}var told=()=>{},onLaid=act=>{told=act},drawnRoutes=()=>strands.map(({latlngs,...rest})=>({
points:latlngs.map(at=>app.map.latLngToContainerPoint(at)),...rest})),states=()=>[...panes.values()].filter(({layer})=>layer.file==="routes");function lay(){let shown2=new Map;
for(let state2 of states())if(state2.on)for(let[id,item]of state2.items)item.shown&&shown2.set(id,item);group||(group=L.layerGroup().addTo(app.map));let table=shown2.
size?tableAt(app.map.getZoom()):{legs:[],paths:[]};if(!table)return;let key=keyOf2(shown2);key!==laid&&(laid=key,strands=[],draw2(table,shown2),mark(),told())}function keyOf2(shown2){
let{map,command}=app,view=map.getZoom()>=CLOSE?map.getBounds().toBBoxString():"",legs=[...shown2].map(([id,item])=>`${id}${item.now}${item.back?"-":""}`);return[
map.getZoom(),view,command.theme,...legs].join(" ")}function tableAt(zoom){let own=nearest(app.config.ways.zooms,zoom),there=tables.get(own);if(there!==void 0)return there;
let name=`strands_${own}`;return tables.set(own,null),fetchJson(app.config.files[name]).then(table=>{tables.set(own,table),layRoutes()},error=>{tables.delete(own),
complain(`${name}: could not be loaded (${error.message}). Reload the page to try again.`)}),null}function draw2(table,shown2){let rules2=app.config.ways,numbers2=new Map(
table.legs.map((id,n)=>[id,n])),owners=new Map,legs=new Map;for(let[id,item]of shown2){let n=numbers2.get(id);n!==void 0&&(owners.set(n,item),legs.set(n,{strand:strandOf(
item.p),state:item.now||"unknown",level:item.p.traffic_class||0}))}let near2=app.map.getZoom()>=CLOSE?app.map.getBounds().pad(.6):null,paths=table.paths.map(path=>onScreen(
path,near2)).filter(path=>path!==null),{pieces,lines:lines3}=drawn(rules2,paths,legs),back2=line3=>line3.map(([x,y])=>app.map.layerPointToLatLng([x,y]));for(let[
n,line3]of lines3){let item=owners.get(n);item&&(item.coords=back2(line3),item.hit?.setLatLngs(item.coords))}strands=pieces.map(({line:line3,look,strand})=>({latlngs:back2(
line3),width:look.width+(look.ties?2*rules2.tie:0),gate:strand.split("/")[0]})),group?.clearLayers();for(let one of grouped(pieces,owners))paint(one,back2)}function onScreen({
points:points2,spans},near2){let pixels=points2.map(([lon,lat])=>{let{x,y}=pixelOf([lat,lon]);return[x,y]});if(!near2)return{points:pixels,spans};let inside=points2.
map(([lon,lat])=>near2.contains([lat,lon])),crossed=points2.map((point3,i)=>inside[i]||i>0&&near2.intersects([[point3[1],point3[0]],[points2[i-1][1],points2[i-1][0]]])),
from=Math.max(0,crossed.indexOf(!0)-1),to=Math.min(points2.length-1,crossed.lastIndexOf(!0)+1);if(!crossed.includes(!0)||to<=from)return null;let start=0;for(let i=1;i<=
from;i++)start+=Math.hypot(pixels[i][0]-pixels[i-1][0],pixels[i][1]-pixels[i-1][1]);return{points:pixels.slice(from,to+1),spans:spans.filter(([a,b])=>b>from&&a<
to).map(([a,b,leg,kin,left,right])=>[Math.max(0,a-from),Math.min(b,to)-from,leg,kin,left,right]),start,cutStart:from>0,cutEnd:to<points2.length-1}}function grouped(pieces,owners){
let groups=new Map;for(let piece of pieces){let own=piece.legs.map(n=>owners.get(n)).filter(item=>item!==void 0),back2=own.every(item=>item.back),ink=own[0].ink.
color,grey=app.config.styles.route_states.unknown[app.command.theme].color,color=mixed2(piece.look.state==="unknown"?grey:ink,ground().halo,back2?.3:1),rank2=[back2?
0:1,ORDER.indexOf(piece.look.state),piece.strand].join(" ");groups.set(rank2,[...groups.get(rank2)||[],{...piece,color}])}return[...groups].sort(([a],[b])=>a<b?
-1:1).map(([,alike])=>alike)}function paint(pieces,back2){let rules2=app.config.ways,halo=ground().halo,stroke2=(piece,options)=>new Fine(back2(piece.line),{pane:PANE,
renderer:svgOf(PANE),interactive:!1,smoothFactor:0,noClip:!0,lineCap:"round",lineJoin:"round",...options}).addTo(group),dashed=({start},[on,off])=>({dashArray:`${on}\
 ${off}`,dashOffset:String(start%(on+off)),lineCap:"butt"});for(let piece of pieces)stroke2(piece,{color:halo,weight:piece.look.width+2*HALO,className:"cx-rim"});
for(let piece of pieces){let{look,color}=piece;look.ties&&stroke2(piece,{color,weight:look.width+2*rules2.tie,...dashed(piece,rules2.ties)});let dash=rules2.dash[look.
state],cap=look.state==="unknown"?{lineCap:"round"}:{};stroke2(piece,{color,weight:look.width,className:`cx-way cx-${look.state}`,...dash?{...dashed(piece,dash),
...cap}:{}})}for(let piece of pieces)piece.look.state==="closed"&&stroke2(piece,{color:mixed2(piece.color,halo,rules2.tint),weight:piece.look.width-2*rules2.edge,
className:"cx-core"})}function lines(state2,data){let{layer}=state2,firsts=new Set,routes=layer.file==="routes",kinds=routes?kindsOf(app.config.ways,data.features,app.command):null;for(let feature of inOrder(
layer,data.features)){let p=feature.properties,item=state2.items.get(feature.id);if(!(!!feature.geometry&&shows(layer,p,app.command)&&kindOf(layer,p,app.command.
worldview)!=="hidden")){item?.shown&&hide(state2,item);continue}item||(item=newItem({p,shown:!1,coords:toLatLngs(feature.geometry),parts:[]}),item.parts=strokes(
state2,item,firsts),state2.items.set(feature.id,item)),item.shown||show(state2,item),kinds&&(item.now=kinds.get(feature.id)),tune(state2,item)}routes&&layRoutes(),
layer.id==="engagements"&&arcs(state2)}var inOrder=(layer,features)=>layer.file==="routes"?features.slice().sort((a,b)=>(a.properties.traffic_class||0)-(b.properties.
traffic_class||0)):features,widthOf=(style,p)=>style.widths?style.widths[Math.max(0,Math.min(3,p.traffic_class||0))]:style.width;function strokes(state2,item,firsts){
let{layer}=state2,style=styleOf(layer,item.p);if(item.width=widthOf(style,item.p),item.ink=style[app.command.theme],layer.id==="engagements")return[];if(layer.interactive&&
(item.hit=hitLine(state2,item,firsts)),layer.file==="routes")return[item.hit];let rim=style.casing?lineOn(state2,item.coords,{color:ground().halo,weight:item.width+
2*style.casing,opacity:.9}):null,line3=lineOn(state2,item.coords,{color:item.ink.color,weight:item.width,lineCap:style.dash?"butt":"round",dashArray:style.dash||
"",opacity:style.opacity});return[rim,line3,item.hit].filter(Boolean)}function hitLine(state2,item,firsts){let{layer}=state2,hit=lineOn(state2,item.coords,{color:"\
#000",opacity:0,weight:Math.max(14,item.width+8),interactive:!0,className:"cx-hit",bubblingMouseEvents:!1});hover(hit,layer,item);let once=item.p.corridor||(layer.
facts?item.p.id:null);return once&&!firsts.has(once)&&(firsts.add(once),hit.on("add",()=>operable(hit.getElement(),layer,item))),hit}function tune(state2,item){
let{layer}=state2;if(layer.file!=="routes"&&layer.file!=="engagements")return;let{focus}=app.command;if(item.back=focus?.file===layer.file&&item.p[focus.key]!==
focus.value,layer.file==="routes")return;let opacity=item.back?.08:1;for(let part of item.parts)part!==item.hit&&part.options.opacity!==opacity&&part.setStyle({
opacity})}function parts(marks4){let groups=[];marks4.forEach((mark2,i)=>{let own=groups.find(([first])=>together2(marks4[first],mark2));own?own.push(i):groups.push([i])});
let drawn4=marks4.map(({x,y},one)=>({x,y,one}));for(let group3 of groups)spread(marks4,group3,drawn4);return drawn4}function spread(marks4,group3,drawn4){let own=group3.
map(i=>marks4[i]),first=i=>group3.find(j=>marks4[j].site===marks4[i].site)??i;if(new Set(own.map(({look})=>look)).size===1){for(let i of group3)drawn4[i]={x:marks4[first(
i)].x,y:marks4[first(i)].y,one:first(i)};return}let x=own.reduce((sum,mark2)=>sum+mark2.x,0)/own.length,y=own.reduce((sum,mark2)=>sum+mark2.y,0)/own.length,alone2=new Set(
own.map(({site})=>site)).size===1,ahead=alone2?{x:1,y:0}:direction(own),slotOf=({site,look})=>`${site}|${look}`,slots=[...new Set(own.map(slotOf))];if(!alone2){
let along=slot=>{let some=own.filter(mark2=>slotOf(mark2)===slot);return some.reduce((sum,one)=>sum+one.x*ahead.x+one.y*ahead.y,0)/some.length};slots.sort((a,b)=>along(
a)-along(b))}let wide=(alone2?1.9:1.3)*Math.max(...own.map(({r})=>r));for(let i of group3){let far4=(slots.indexOf(slotOf(marks4[i]))-(slots.length-1)/2)*wide;drawn4[i]=
{x:x+far4*ahead.x,y:y+far4*ahead.y,one:first(i)}}}function direction([first,...others]){let found={x:1,y:0},most=0;for(let one of others){let far4=Math.hypot(one.
x-first.x,one.y-first.y);far4>most&&(found={x:(one.x-first.x)/far4,y:(one.y-first.y)/far4}),most=Math.max(most,far4)}return found}var together2=(a,b)=>Math.hypot(
a.x-b.x,a.y-b.y)<(a.site===b.site?2.2:1.2)*Math.max(a.r,b.r);function joined(names2){let words=[...new Set(names2)].map(name=>name.split(" ")),same=0;for(;words.
every(own=>own.length>same+1&&own[same]===words[0][same]);)same++;if(!same||words.length<2)return names2[0];let rest=words.map(own=>own.slice(same).join(" "));return`${words[0].
slice(0,same).join(" ")}, ${rest.slice(0,-1).join(", ")} and ${rest[rest.length-1]}`}function joinParts(state2){let shown2=[...state2.items.values()].filter(item=>item.shown),order2=({p})=>`${p.site&&p.site!==p.place?1:0} ${p.place}`;shown2.sort(
(a,b)=>order2(a)<order2(b)?-1:1);let at=shown2.map(item=>app.map.latLngToLayerPoint(item.latlng)),drawn4=parts(shown2.map(({p,reach},i)=>({x:at[i].x,y:at[i].y,r:reach,
site:p.site||p.id,look:[p.kind,p.status_kind,p.letter].join(" ")})));shown2.forEach((item,i)=>{item.aside=[drawn4[i].x-at[i].x,drawn4[i].y-at[i].y],item.within=
drawn4[i].one===i?void 0:shown2[drawn4[i].one],item.joined=shown2.filter((_,j)=>drawn4[j].one===i),moveAside(item.parts[0],item.aside)})}var NARROW=480,SMALLER=.75;function points(state2,data){let{layer}=state2,far4=layer.minzoom&&app.map.getZoom()<layer.minzoom;for(let feature of data.features){
let p=feature.properties,item=state2.items.get(feature.id);if(!(!far4&&!!feature.geometry&&shows(layer,p,app.command))){item?.shown&&hide(state2,item);continue}
if(!item){let[lon,lat]=feature.geometry.coordinates;item=newItem({p,shown:!1,latlng:L.latLng(lat,lon),parts:[]}),item.parts=[layer.symbol==="dot"?dot(state2,item):
symbol(state2,item)],state2.items.set(feature.id,item)}!item.shown&&!layer.group_points&&show(state2,item),layer.group_points&&(item.wanted=!0),ages(layer)&&ageOf(
state2,item)!==item.age&&redrawn(state2,item)}if(ages(layer)&&joinParts(state2),!!layer.group_points){for(let item of state2.items.values())shows(layer,item.p,app.
command)||(item.wanted=!1);crowd(state2)}}function dot(state2,item){let style=styleOf(state2.layer,item.p),mark2=discOn(state2,item.latlng,{radius:style.radius,
stroke:!0,color:ground().halo,weight:.8,fillColor:style[app.command.theme].color,fillOpacity:style.opacity,className:"cx-dot",bubblingMouseEvents:!1});return hover(
mark2,state2.layer,item),mark2}function nodeOf(state2,item){let{layer}=state2,{p}=item,last=lastOf(state2,item),style=styleOf(layer,last?last.p:p),how={scale:1+
.28*(p.size||0),cited:cited(p),last:last?.age};app.map.getSize().x<NARROW&&(how.scale*=SMALLER,how.room=14),p.letter&&(how.mark=p.letter),layer.symbol==="venue"&&
(how.mark=String(p.count||"")),layer.symbol==="diamond"&&(how.hollow=hollow(p)),item.age=how.age=ageOf(state2,item);let node=point2(style,app.command.theme,ground(),
how);return item.reach=(style.radius||6)*how.scale,node}function symbol(state2,item){let{layer}=state2,{p}=item,node=nodeOf(state2,item),mark2=nodeMark(item.latlng,
node,`cx-${layer.id}`,Number(node.getAttribute("width")),{keyboard:!0,pane:`cx-${layer.id}`,bubblingMouseEvents:!1,zIndexOffset:(unsure(layer,p)?-1e3:0)-Math.round(
p.rank||0)*10});return hover(mark2,layer,item),mark2.on("add",()=>operable(mark2.getElement(),layer,item)),mark2}var ages=({file})=>file in app.config.unknown_after_days,
unsure=(layer,p)=>ages(layer)&&(p.status_kind||p.kind)==="unknown";function ageOf({layer},{p}){if(!ages(layer)||!p.phase||p.phase==="unknown"||!p.reported_on)return 0;
let days2=(Date.parse(app.command.day)-Date.parse(p.reported_on))/864e5;return step(days2,app.config.unknown_after_days[layer.file])}function lastOf({layer},{p}){
if(app.command.unreported!=="last"||!ages(layer)||p.phase!=="unknown"||!p.last_status)return null;let kind=["open","closed"].includes(p.last_status)?p.last_status:
"limited",days2=p.reported_on?Math.round((Date.parse(app.command.day)-Date.parse(p.reported_on))/864e5):null,age=days2===null?"?":`${days2.toLocaleString("en")}\
 d`;return{p:{...p,kind:p.status_kind?p.kind:kind,status_kind:p.status_kind&&kind},age}}function redrawn(state2,item){let mark2=item.parts[0],node=nodeOf(state2,
item);mark2.options.icon=L.divIcon({...mark2.options.icon?.options,html:node}),mark2.getElement()?.replaceChildren(node)}var BY_GEOMETRY={polygon:areas,line:lines,point:points,label:(state2,data)=>{state2.labelled=data.features}},far2=({layer})=>app.map.getZoom()<(layer.minzoom||0);
function draw3(state2){let{layer}=state2;if(layer.geometry!=="point"&&far2(state2)){clear(state2);return}if(layer.geometry==="image"){image(state2);return}let name=fileOf(
layer);load(name,data=>{!state2.on||fileOf(layer)!==name||(state2.file!==name&&(clear(state2),state2.file=name),state2.data=data,BY_GEOMETRY[layer.geometry](state2,
data))})}function put(state2,on){on!==state2.on&&(state2.on=on,on?state2.group.addTo(app.map):(state2.group.remove(),hush(),state2.layer.file==="routes"&&layRoutes())),
on&&draw3(state2)}function regroup(){if(app.command){layRoutes();for(let state2 of panes.values())state2.on&&ages(state2.layer)&&joinParts(state2);for(let state2 of panes.
values())state2.on&&state2.layer.minzoom&&state2.layer.geometry!=="point"&&draw3(state2),!(!state2.on||!state2.data)&&(state2.layer.id==="engagements"&&arcs(state2),
state2.layer.group_points?crowd(state2):state2.layer.minzoom&&state2.layer.geometry==="point"&&points(state2,state2.data))}}function redraw(){for(let state2 of panes.
values())state2.on&&state2.layer.geometry!=="image"&&draw3(state2);regroup(),mark()}function switchDetail(){for(let state2 of panes.values())state2.on&&state2.layer.
detail_file&&draw3(state2)}var ICONS={"Zoom in":"M9 3V15M3 9H15","Zoom out":"M3 9H15","Reset view":"M3 9L9 3.5L15 9M5 8V15H13V8","Copy link":"M7.5 10.5L10.5 7.5M8 5L10 3A3.5 3.5 0 0 1 15 \
8L13 10M5 8L3 10A3.5 3.5 0 0 0 8 15L10 13","Copy picture":"M3 4H15V14H3ZM3 12L7 8L10 11L12 9.5L15 12M11.5 6.6V6.8",Presentation:"M3 7V3H7M11 3H15V7M15 11V15H11M\
7 15H3V11"},tool=(label,act)=>iconButton(label,ICONS[label],act);function settle(box,head){if(getComputedStyle(head).position!=="absolute"||(box.style.setProperty(
"--cx-under-head",`${head.offsetTop+head.offsetHeight+4}px`),box.dataset.wait!=="sheet"))return;box.dataset.wait="font";let seen=()=>{delete box.dataset.wait};Promise.
all(["400","600"].map(weight=>document.fonts.load(`${weight} 12px "Noto Sans"`))).then(seen,seen),setTimeout(seen,800)}function build(root,acts){let box=make("d\
iv","cx-furniture");box.style.visibility="hidden",box.dataset.wait="sheet";let head=make("header","cx-box cx-head"),title=make("h1"),line3=make("p","cx-line"),day2=make(
"span","cx-day"),subtitle=make("span","cx-subtitle");line3.append(day2,subtitle),title.dir=subtitle.dir="auto";let beyond=make("p","cx-beyond"),beyondText=make(
"span"),back2=make("button");back2.type="button",back2.addEventListener("click",()=>acts.day(back2.dataset.day||"")),beyond.append(beyondText,back2),beyond.hidden=
!0,head.append(title,line3,beyond);let legend2=make("section","cx-box cx-legend");legend2.setAttribute("aria-label","Legend"),legend2.tabIndex=-1;let changed=()=>{
brief({box,legend:legend2,entries}),acts.changed()},heading=make("p","cx-heading","Legend"),entries=make("div","cx-entries"),strip2=make("div","cx-strip"),signs=make(
"ul");signs.setAttribute("aria-hidden","true"),strip2.append(signs,unfolding("All signs",legend2,changed)),legend2.append(heading,entries,strip2);let foot=make(
"footer","cx-box cx-foot"),scale=make("div","cx-scale"),bar2=make("i"),length2=make("span");scale.append(length2,bar2);let notes=make("div","cx-notes"),caveats=make(
"p","cx-caveats"),credits=make("p","cx-credits");notes.append(caveats,credits);let reach=make("p","cx-reach");notes.append(reach);let more=unfolding("Boundaries\
 are depictions · © OpenStreetMap",foot,changed);more.classList.add("cx-more-notes"),foot.append(notes,scale,more);let tools=make("nav","cx-tools");tools.setAttribute(
"aria-label","Map tools");let zooms=make("div");zooms.append(tool("Zoom in",acts.zoomIn),tool("Zoom out",acts.zoomOut),tool("Reset view",acts.home));let shares=make(
"div");shares.append(tool("Copy link",acts.copy),tool("Copy picture",acts.picture),tool("Presentation",acts.present)),tools.append(zooms,shares);let say=make("p",
"cx-box cx-say");say.setAttribute("role","status");let errors2=make("p","cx-box cx-errors");errors2.setAttribute("role","alert");let bottom=make("div","cx-botto\
m");return bottom.append(legend2,foot),box.append(head,bottom,say,errors2,tools),root.appendChild(box),new ResizeObserver(()=>settle(box,head)).observe(head),{box,
title,subtitle,day:day2,beyond,beyondText,back:back2,legend:legend2,entries,signs,reach,bar:bar2,length:length2,caveats,credits,say,errors:errors2,tools,parts:[
head,legend2,foot,tools]}}function unfolding(text,part,unfolded){let button=make("button","cx-unfold",text);return button.type="button",button.setAttribute("ari\
a-expanded","false"),part.classList.add("cx-shut"),button.addEventListener("click",()=>{let shut=part.classList.toggle("cx-shut");button.setAttribute("aria-expa\
nded",String(!shut)),unfolded()}),button}function sample(item,config,theme){let ground2=config.ground[theme];if(item.kind==="cut")return point2({shape:"cross",radius:5,
light:{color:ground2.soft},dark:{color:ground2.soft}},theme,ground2);let kinds=config.styles[item.layer||""]||{},style=kinds[item.kind||""]||kinds["*"]||Object.
values(kinds)[0],layer=config.layers.find(one=>one.id===item.layer);return style?layer?layer.geometry==="line"?line(style,theme):layer.geometry==="polygon"?area2(
style,theme):point2(style,theme,ground2,{scale:.85,mark:style.shape==="venue"?"2":void 0}):style.shape?point2({...style,radius:7},theme,ground2,{room:14}):line(
style,theme):svg(10)}function day(parts2,command){command.subject&&(parts2.title.textContent=`${command.subject}, ${longDay(command.day)}`,parts2.subtitle.textContent=
""),dated(parts2,command.day,[]);for(let part of[parts2.entries,parts2.signs,parts2.caveats])part.classList.add("cx-old");record(parts2,command,"")}function dated(parts2,shown2,asides){
let ago=numberOf(today())-numberOf(shown2),words=ago<0?"":ago===0?", today":`, ${plural(ago,"day")} ago`;parts2.day.replaceChildren(make("b","",shortDay(shown2)),
document.createTextNode(words));for(let aside2 of asides||[])parts2.day.append(` · ${aside2}`)}function record(parts2,command,text){let{end,day:day2}=command.record||
{},after=!!end&&command.day>end;parts2.beyond.hidden=!after,after&&(parts2.beyondText.textContent=text||`The record of crossings ends on ${shortDay(end)}: nothi\
ng is reported of the day shown.`,parts2.back.textContent=`Show ${shortDay(day2)}`,parts2.back.dataset.day=day2)}function brief({box,legend:legend2,entries}){let room3=box.
classList.contains("cx-whole")?legend2:entries;legend2.classList.remove("cx-brief"),legend2.classList.toggle("cx-brief",room3.scrollHeight>room3.clientHeight+1),
room3.tabIndex=room3.scrollHeight>room3.clientHeight+1?0:-1}function show2(parts2,command,config){let theme=command.theme;for(let part of[parts2.entries,parts2.
signs,parts2.caveats])part.classList.remove("cx-old");parts2.title.textContent=command.title,document.title=command.title,parts2.subtitle.textContent=command.subtitle,
dated(parts2,command.day,command.asides),record(parts2,command,command.record?.text),parts2.caveats.textContent=(command.caveats||[]).join(" "),parts2.reach.textContent=
(command.reach||[]).join(" · "),parts2.box.classList.toggle("cx-whole",!!(command.present||command.half)),strip(parts2.signs,command.legend||[],config,theme),parts2.
credits.textContent=(command.credits||[]).join(" · "),parts2.entries.replaceChildren(...(command.legend||[]).flatMap(section=>{let list2=make("ul");for(let item of section.
items){let row=make("li",item.text?"":"cx-note");if(item.text){let words=make("span","",item.text);item.note&&words.appendChild(make("small","",item.note)),row.
title=item.note||"",row.append(sample(item,config,theme),words)}else row.textContent=item.note||"";list2.appendChild(row)}let heading=make("h2","",section.title);
return heading.title=section.items.filter(item=>!item.text).map(item=>item.note).join(" "),[heading,list2]}),make("p","cx-more","Notes on these signs: at the po\
inter.")),brief(parts2)}var CROSSINGS=["closed","limited","open","unknown"];function strip(signs,legend2,config,theme){let rank2=({layer,kind=""})=>layer==="sce\
nario"?0:kind==="ages"?5:layer==="crossings"?1+Math.max(0,CROSSINGS.indexOf(kind))/10:kind==="cut"?2:layer==="ports"?3:layer==="boundaries"||layer==="border"?6:
4,items=legend2.flatMap(section=>section.items).filter(item=>item.text).sort((a,b)=>rank2(a)-rank2(b));signs.replaceChildren(...items.map(item=>{let row=make("l\
i"),bare2=item.kind==="cut"?"route cut":(item.text||"").replace(/ \([\d,]+\)$/,""),words=item.layer==="ports"&&/^[A-Z][a-z]+$/.test(bare2)?`port ${bare2.toLowerCase()}`:
bare2;return row.append(sample(item,config,theme),words),row}))}var STEPS=[1,2,5,10,20,25,50,100,200,250,500,1e3,2e3];function rule(parts2,map){let middle=map.getSize().
divideBy(2),a=map.containerPointToLatLng(middle.subtract([50,0])),b=map.containerPointToLatLng(middle.add([50,0])),km=map.distance(a,b)/1e3/100,fit2=STEPS.filter(
step2=>step2/km<=100).pop()||STEPS[0];parts2.bar.style.width=`${(fit2/km).toFixed(1)}px`,parts2.length.textContent=`${fit2.toLocaleString("en")} km`}function leader(label,box,foreign,hides,leads2,loose){let clamp=(v,a,b)=>Math.min(b,Math.max(a,v)),end={x:clamp(label.x,box.x0,box.x1),y:clamp(label.y,box.y0+4,
box.y1-4)},far4=Math.hypot(end.x-label.x,end.y-label.y)||1,rim=(label.gap||5)-2,start={x:label.x+(end.x-label.x)*rim/far4,y:label.y+(end.y-label.y)*rim/far4};if(leads2.
some(([a,b])=>crosses(start,end,a,b)))return null;let length2=Math.max(0,far4-rim),steps=Math.max(1,Math.ceil(length2/2)),over=new Set(foreign.filter(one=>passes2(
one,label.x,label.y,rim))),hidden=0;for(let i=0;i<=steps;i++){let x=start.x+(end.x-start.x)*i/steps,y=start.y+(end.y-start.y)*i/steps,out=rim+i*(length2/steps)>
2.5*rim,met=one=>(out||!over.has(one))&&passes2(one,x,y);if(foreign.some(met))return null;i*(length2/steps)>3&&hides({x0:x,x1:x+.01,y0:y,y1:y+.01})&&(hidden+=length2/
steps)}return hidden>26*loose?null:{path:[start,end],price:hidden*.12}}var passes2=({x0,x1,y0,y1},x,y,room3=1)=>x0-room3<x&&x<x1+room3&&y0-room3+1<y&&y<y1+room3-
1,side=(a,b,c)=>(b.x-a.x)*(c.y-a.y)-(b.y-a.y)*(c.x-a.x),crosses=(a,b,c,d)=>side(a,b,c)*side(a,b,d)<0&&side(c,d,a)*side(c,d,b)<0;var PRICES=[0,.1,.2,.5,.5,.6,.45,.35,.3,.4,.5,.65,.55,.55,.3,.15],NEAR2=[[0,0],[.3,.35],[.6,.8]],FAR=[[1.6,2.2],[2.6,2.6],[3.8,3.1],[5.2,3.7],[7,4.5],[9,5.5],[11.5,
7]];function breaks(text){let whole=[[text]];if(text.length<=11)return whole;let parts2=text.split(/(?<=[-/]) ?|(?<=,) | /).filter(Boolean);if(parts2.length<2)return whole;
let found=[],at=0;for(let one of parts2.slice(0,-1))at=text.indexOf(one,at)+one.length,found.push([text.slice(0,at).trimEnd(),text.slice(at).trimStart()]);let longest=two=>Math.
max(...two.map(one=>one.length));return found.sort((a,b)=>longest(a)-longest(b)),[...whole,found[0]]}function extentOf({size,weight,italic,spacing},lines3,width2){
let wide=lines3.map(line3=>width2(line3,size,weight||400,italic)+(spacing||0)*line3.length);return{w:Math.max(...wide),h:size*(1.15+(lines3.length-1)*1.1)}}function around(label,width2,far4=1){
let spots=[],rings2=NEAR2.map(([more,price])=>({more,price,lead:!1}));return label.must&&rings2.push(...FAR.map(([more,price])=>({more:more*far4,price:price*far4,
lead:!0}))),breaks(label.text).forEach((lines3,broken)=>{let{w,h}=extentOf(label,lines3,width2);for(let{more,price,lead:lead2}of rings2)for(let turn3=0;turn3<16;turn3++){
let cos=Math.cos(turn3*Math.PI/8),sin=-Math.sin(turn3*Math.PI/8),radius=(label.gap||5)+more*label.size,flush=part=>part>.7?.5:part<-.7?-.5:part/Math.SQRT2;spots.
push({x:label.x+cos*radius+flush(cos)*w,y:label.y+sin*radius+flush(sin)*h,away:more*label.size,price:price+PRICES[turn3]+(broken?.45:0),lead:lead2,lines:lines3,
side:cos>.5?1:cos<-.5?-1:0})}}),spots.sort((a,b)=>(a.price||0)-(b.price||0))}var FAR2=3,CROWD=5,ROW=1.3,STEP2=.6,REACH=14,TRIED=1500;function inColumns(labels,alone2,board){return[...new Set(labels.map(({column:column2})=>column2).filter(
Boolean))].flatMap(key=>crowds(labels.filter(({column:column2})=>column2===key)).flatMap(crowd2=>{if(crowd2.filter(label=>{let own=alone2.find(one=>one.label===
label);return!own||own.lead&&length(own.lead)>FAR2*label.size}).length<2)return[];for(let some of[crowd2,crowd2.slice(0,-1),crowd2.slice(1)]){let found=some.length>
1?column(some,board):[];if(found.length)return found}return[]}))}var length=([a,b])=>Math.hypot(a.x-b.x,a.y-b.y);function crowds(labels){let found=[];for(let label of labels.
toSorted((a,b)=>a.y-b.y)){let joins=crowd2=>crowd2.some(o=>Math.hypot(o.x-label.x,o.y-label.y)<CROWD*label.size),near2=found.filter(joins);found=[...found.filter(
crowd2=>!near2.includes(crowd2)),[label,...near2.flat()]]}return found.filter(crowd2=>crowd2.length>1).map(c=>c.sort((a,b)=>a.y-b.y))}function column(labels,board){
let em=Math.max(...labels.map(({size})=>size)),wide=labels.map(label=>extentOf(label,[label.text],board.width).w),[xs,ys]=[labels.map(({x})=>x),labels.map(({y})=>y)],
tried2=[];for(let side2 of[-1,1])for(let x=Math.min(...xs)-16*em;x<Math.max(...xs)+16*em;x+=STEP2*em){if(xs.some(own=>(x-own)*side2<=.8*em))continue;let top=Math.
min(...ys)-REACH*em-labels.length*ROW*em/2;for(let y=top;y<Math.max(...ys)+REACH*em;y+=STEP2*em){let boxes=wide.map((w,n)=>({x0:(side2<0?x-w:x)-1.5,x1:(side2<0?
x:x+w)+1.5,y0:y+n*ROW*em,y1:y+n*ROW*em+1.15*em}));if(!boxes.every(box=>free(box,board)))continue;let far4=boxes.map((box,n)=>Math.hypot(x-xs[n],(box.y0+box.y1)/
2-ys[n])),cost=far4.reduce((a,b)=>a+b,0)+Math.max(...far4);tried2.push({cost,boxes,side:side2})}}tried2.sort((a,b)=>a.cost-b.cost);for(let{boxes,side:side2}of tried2.
slice(0,TRIED)){let paths=leads(labels,boxes,board);if(paths)return labels.map((label,n)=>placed(label,boxes[n],side2,paths[n]))}return[]}var free=(box,{frame:frame2,
boxes,lines:lines3})=>box.x0>=frame2.x0&&box.x1<=frame2.x1&&box.y0>=frame2.y0&&box.y1<=frame2.y1&&!boxes.hits(box)&&!lines3.hits(box);function leads(labels,boxes,board){
let paths=[];for(let[n,label]of labels.entries()){let foreign=[...board.marks.filter(mark2=>mark2.owner!==label.owner),...board.named,...boxes.filter((_,other)=>other!==
n)],led=leader(label,boxes[n],foreign,box=>board.lines.hits(box),board.leads,3);if(!led||paths.some(([a,b])=>crosses(a,b,led.path[0],led.path[1])))return null;paths.
push(led.path)}return paths}var placed=(label,{x0,x1,y0,y1},side2,lead2)=>({label,side:side2,lead:lead2,angle:0,dotted:!1,lines:[label.text],x:(x0+x1)/2,y:(y0+y1)/
2,w:x1-x0-3,h:y1-y0});var PAD=1.5,TRIES=8,MAIN=-1,LOOSER=[2,3,4],Boxes=class{constructor(under){this.under=under,this.cells=new Map}*keys(box){for(let x=Math.floor(box.x0/64);x<=Math.
floor(box.x1/64);x++)for(let y=Math.floor(box.y0/64);y<=Math.floor(box.y1/64);y++)yield x*4096+y}add(box){for(let key of this.keys(box)){let cell=this.cells.get(
key);cell?cell.push(box):this.cells.set(key,[box])}}hits(box,owner){if(this.under?.hits(box,owner))return!0;for(let key of this.keys(box))for(let other of this.
cells.get(key)||[])if((other.owner!==owner||owner===void 0)&&box.x0<other.x1&&box.x1>other.x0&&box.y0<other.y1&&box.y1>other.y0)return!0;return!1}},apart2=(box,other)=>Math.
hypot(Math.max(0,other.x0-box.x1,box.x0-other.x1),Math.max(0,other.y0-box.y1,box.y0-other.y1));function misleads(label,spot,box,marks4){let own=spot.lead?.25*label.
size:3+(spot.away||0);return marks4.some(mark2=>!(label.owner&&mark2.owner===label.owner)&&!(mark2.x0<=label.x&&label.x<=mark2.x1&&mark2.y0<=label.y&&label.y<=mark2.
y1)&&apart2(box,mark2)<own-.01)}function traced(points2,reach,owner,frame2){let boxes=[],step2=Math.max(3,reach);for(let i=1;i<points2.length;i++){let[a,b]=[points2[i-
1],points2[i]];if(Math.max(a.x,b.x)<frame2.x0||Math.min(a.x,b.x)>frame2.x1||Math.max(a.y,b.y)<frame2.y0||Math.min(a.y,b.y)>frame2.y1)continue;let number=Math.max(
1,Math.ceil(Math.hypot(b.x-a.x,b.y-a.y)/step2));for(let k=0;k<=number;k++){let x=a.x+(b.x-a.x)*k/number,y=a.y+(b.y-a.y)*k/number;boxes.push({x0:x-reach,x1:x+reach,
y0:y-reach,y1:y+reach,owner})}}return boxes}function boxesOf(w,size,{x,y,angle=0,lines:lines3=[""]}){let h=size*(1.15+(lines3.length-1)*1.1);if(!angle)return[{x0:x-
w/2-PAD,x1:x+w/2+PAD,y0:y-h/2,y1:y+h/2}];let steps=Math.max(1,Math.ceil((w+2*PAD)/h)),half=h/2*(Math.abs(Math.cos(angle))+Math.abs(Math.sin(angle)));return Array.
from({length:steps+1},(_,i)=>{let along=(i/steps-.5)*(w+2*PAD-h),cx=x+Math.cos(angle)*along,cy=y+Math.sin(angle)*along;return{x0:cx-half,x1:cx+half,y0:cy-half,y1:cy+
half}})}function cheapest(label,board,loose=1){let{frame:frame2,boxes,lines:lines3,width:width2}=board,marks4=board.marks.filter(mark2=>!(label.owner&&mark2.owner===
label.owner)),foreign=[...marks4.filter(mark2=>!holds2(mark2,label)),...board.named],best=null,least=1/0;for(let spot of spotsOf(label,width2,loose)){let price=spot.
price||0;if(price>=least||best&&spot.price===void 0)break;let{w}=extentOf(label,spot.lines||[label.text],width2),own=boxesOf(w,label.size,spot);if(own.some(b=>b.
x0<frame2.x0||b.x1>frame2.x1||b.y0<frame2.y0||b.y1>frame2.y1)||own.some(b=>boxes.hits(b,label.owner)||lines3.hits(b,label.owner)))continue;let near2=b=>lines3.hits(
b)||lines3.hits(grown(b,spot.clear||0),label.owner);if(spot.clear&&own.some(near2)||spot.price!==void 0&&misleads(label,spot,own[0],marks4))continue;if(!spot.lead){
best={...spot,own},least=price;continue}let hides=box=>lines3.hits(box),led=leader(label,own[0],foreign,hides,board.leads,loose);!led||led.price&&!label.cross||
price+led.price>=least||(best={...spot,own,path:led.path},least=price+led.price)}return best}var grown=({x0,x1,y0,y1},by)=>({x0:x0-by,x1:x1+by,y0:y0-by,y1:y1+by}),
holds2=(box,{x,y})=>box.x0<=x&&x<=box.x1&&box.y0<=y&&y<=box.y1,spotsOf=(label,width2,loose)=>label.spots||(label.centred?[{x:label.x,y:label.y}]:around(label,width2,
loose)),room2=(label,{boxes,lines:lines3,width:width2})=>around({...label,must:!1},width2).filter(spot=>{let{w}=extentOf(label,spot.lines||[label.text],width2),
[own]=boxesOf(w,label.size,spot);return!boxes.hits(own,label.owner)&&!lines3.hits(own,label.owner)}).length;function place2(candidates,obstacles,frame2,width2,traces=[]){
let board={frame:frame2,width:width2,boxes:new Boxes,lines:new Boxes,named:[],leads:[],marks:obstacles.filter(box=>box.owner),said:[]};for(let box of obstacles)
board.boxes.add(box);for(let box of traces)board.lines.add(box);let order2=candidates.toSorted((a,b)=>a.rank-b.rank),first=order2.filter(({must})=>must),best=tried(
first,board),columns=inColumns(first,best.placed,board);if(columns.length){let trial=fork(board);for(let one of columns)keep(one,[boxOf2(one)],trial);let left=first.
filter(label=>!columns.some(one=>one.label===label)),found=tried(left,trial),placed2=[...columns,...found.placed];worth(placed2)>=worth(best.placed)&&(best={board:found.
board,placed:placed2})}let others=order2.filter(({must})=>!must);return[...best.placed,...settle2(others,best.board)]}var worth=placed2=>placed2.length+100*placed2.
filter(({label})=>label.column).length;function tried(labels,board){let urgent=[],best={board,placed:[]};for(let n=0;n<TRIES;n++){let trial=fork(board),order2=withLeastRoom(
labels,trial),placed2=settle2([...urgent,...order2.filter(one=>!urgent.includes(one))],trial);(!n||worth(placed2)>worth(best.placed))&&(best={board:trial,placed:placed2});
let said=new Set(placed2.map(({label})=>label.text)),missed=order2.filter(one=>!said.has(one.text)&&!urgent.includes(one));if(!missed.length)break;urgent=[...missed,
...urgent]}return best}var fork=board=>({...board,boxes:new Boxes(board.boxes),named:[...board.named],leads:[...board.leads],said:[...board.said]}),boxOf2=({x,y,
w,h})=>({x0:x-w/2-PAD,x1:x+w/2+PAD,y0:y-h/2,y1:y+h/2});function settle2(labels,board){let placed2=[];for(let label of labels){if(board.said.some(one2=>one2.text===
label.text&&Math.hypot(one2.x-label.x,one2.y-label.y)<(label.repeat||260)))continue;let found=cheapest(label,board);for(let loose of label.must&&!label.spots?LOOSER:
[])found=found||cheapest(label,board,loose);if(!found)continue;let{own,path,x,y,angle=0,lines:lines3=[label.text],side:side2=0}=found,extent=extentOf(label,lines3,
board.width),dot2={x0:label.x-3,x1:label.x+3,y0:label.y-3,y1:label.y+3},dotted=!!label.dot&&!board.boxes.hits(dot2,label.owner),one={label,x,y,...extent,angle,dotted,
lead:path,lines:lines3,side:side2};keep(one,dotted?[...own,dot2]:own,board),placed2.push(one)}return placed2}function keep({label,lead:lead2},own,board){for(let box of own)
board.boxes.add(box);if(board.named.push(...own),board.said.push(label),!!lead2){board.leads.push(lead2);for(let box of traced(lead2,1,label.owner||"",board.frame))
board.boxes.add(box)}}var withLeastRoom=(labels,board)=>labels.map(label=>({label,room:label.spots?0:room2(label,board)})).sort((a,b)=>+(a.label.rank>MAIN)-+(b.
label.rank>MAIN)||a.room-b.room).map(({label})=>label);var far3=(a,b)=>Math.hypot(a.x-b.x,a.y-b.y);function beside3(run,w,size){let spots=[];for(let i=0;i<run.length;i+=Math.max(1,Math.floor(run.length/40))){let p=run[i];
if(p.x<40||p.y<40||p.x>size.x-40||p.y>size.y-40)continue;let middle=Math.abs(i/run.length-.5);for(let side2 of[1,-1])spots.push({x:p.x+side2*(w/2+9),y:p.y,angle:0,
clear:14,score:-middle*100-(side2<0?1:0)})}return spots}function stretches(run,w,size){let points2=thinned(run),sums=[0];for(let i=1;i<points2.length;i++)sums.push(
sums[i-1]+far3(points2[i],points2[i-1]));let total=sums[sums.length-1];if(total<w)return[];let found=[],step2=Math.max(24,(total-w)/60);for(let from=0;from+w<=total;from+=
step2){let[a,m,b]=[from,from+w/2,from+w].map(along=>pointAt2(points2,sums,along)),spot=stretch(a,m,b,w,size);spot&&found.push(spot)}return found}function thinned(run){
let points2=[];for(let p of run)(!points2.length||far3(p,points2[points2.length-1])>=6)&&points2.push(p);return points2}function pointAt2(points2,sums,along){let i=1;
for(;i<sums.length-1&&sums[i]<along;)i++;let t=(along-sums[i-1])/Math.max(1e-6,sums[i]-sums[i-1]);return{x:points2[i-1].x+(points2[i].x-points2[i-1].x)*t,y:points2[i-
1].y+(points2[i].y-points2[i-1].y)*t}}function stretch(a,m,b,w,size){if(m.x<30||m.y<20||m.x>size.x-30||m.y>size.y-20)return null;let chord=far3(a,b);if(chord<w*
.82)return null;let angle=Math.atan2(b.y-a.y,b.x-a.x);angle>Math.PI/2&&(angle-=Math.PI),angle<-Math.PI/2&&(angle+=Math.PI);let bow=Math.abs((b.y-a.y)*m.x-(b.x-a.
x)*m.y+b.x*a.y-b.y*a.x)/chord,middle=Math.hypot(m.x-size.x/2,m.y-size.y/2)/Math.hypot(size.x,size.y);return{x:(a.x+b.x)/2,y:(a.y+b.y)/2,angle,score:-bow-Math.abs(
angle)*6-middle*20}}var FONT='"Noto Sans", sans-serif',pen=penOf(make("canvas")),widths=new Map;function width(text,size,weight,italic){let font=`${italic?"italic ":""}${weight} ${size}\
px ${FONT}`,key=font+text;return widths.has(key)||(pen.font=font,widths.set(key,pen.measureText(text).width)),widths.get(key)}function draw4(group3,placed2,ground2){
let nodes=[];for(let{label,x,y,w,angle,dotted,lead:lead2,lines:lines3,side:side2}of placed2){if(lead2)for(let[stroke2,wide]of[[ground2.halo,3],[ground2.soft,1]])
nodes.push(el("path",{d:`M${lead2.map(one=>`${one.x.toFixed(1)} ${one.y.toFixed(1)}`).join("L")}`,fill:"none",stroke:stroke2,"stroke-width":wide}));dotted&&nodes.
push(el("circle",{cx:label.x,cy:label.y,r:label.dot,fill:ground2.soft,stroke:ground2.halo,"stroke-width":1}));let text=el("text",{x:0,y:0,"text-anchor":lines3.length<
2||!side2?"middle":side2>0?"start":"end","dominant-baseline":"central","font-size":label.size,"font-weight":label.weight||400,fill:label.colour,stroke:label.halo||
ground2.halo,"stroke-width":label.haloWidth||3,"stroke-linejoin":"round","paint-order":"stroke",transform:`translate(${x.toFixed(1)} ${y.toFixed(1)})${angle?` r\
otate(${(angle*180/Math.PI).toFixed(1)})`:""}`});label.italic&&text.setAttribute("font-style","italic"),label.spacing&&text.setAttribute("letter-spacing",String(
label.spacing)),lines3.length<2&&(text.textContent=label.text),lines3.forEach((line3,n)=>{if(lines3.length<2)return;let row=el("tspan",{x:-side2*w/2,y:(n-(lines3.
length-1)/2)*1.1*label.size});row.textContent=n&&!/[-/]$/.test(lines3[n-1])?` ${line3}`:line3,text.appendChild(row)}),nodes.push(text)}group3.replaceChildren(...nodes)}var runsOf=coords=>Array.isArray(coords[0])?coords:[coords];function alongLines(state2,{size,big,at}){let best=new Map;for(let item of state2.items.values()){if(!item.
shown||item.back||state2.layer.id==="engagements")continue;let text=item.p.labels?.[app.command.worldview]||item.p.label;if(!text||!item.coords)continue;let w=width(
text,11.5*big,600,!1)+12,found=best.get(text)||{item,spots:[]};for(let run of runsOf(item.coords))found.spots.push(...stretches(run.map(at),w,size));best.set(text,
found)}let candidates=[];for(let[text,{item,spots}]of best){let w=width(text,11.5*big,600,!1);spots.sort((a,b)=>b.score-a.score);let level=state2.layer.id==="bo\
rder"?[]:beside3(firstRun(item.coords).map(at),w,size);spots.splice(12,1/0,...level.sort((a,b)=>b.score-a.score)),spots.length&&candidates.push(lineName(state2.
layer,item,text,spots,big))}return candidates}var routeBoxes=frame2=>drawnRoutes().flatMap(({points:points2,width:wide,gate})=>traced(points2,wide/2+1.2,`routes\
_${gate}/line`,frame2));function borderBoxes(state2,{at},frame2){return state2.layer.id!=="border"?[]:[...state2.items.values()].filter(item=>item.shown&&item.coords).
flatMap(item=>runsOf(item.coords).flatMap(run=>traced(run.map(at),item.width/2+1.2,"border/line",frame2)))}function lineName(layer,item,text,spots,big){let border=layer.
id==="border",water=layer.id==="rivers";return{text,x:spots[0].x,y:spots[0].y,rank:border?1.9:1.5+(item.p.rank||0)/10,size:(water?10.5:11.5)*big,weight:water?400:
600,italic:water,colour:water?ground().water_text:item.ink.text||item.ink.color,owner:`${layer.id}/line`,spots,repeat:400,haloWidth:5}}var TOWNS=["capital","city","town"],HOME=["Kabul","Islamabad","Tehran"],FOCUS2=["Afghanistan","Pakistan","Iran"],WATER={italic:!0,centred:!0,water:!0},REGION={size:11,
centred:!0,soft:!0},LOOKS={capital:{size:13.5,weight:600,dot:2.6},city:{size:12,weight:400,dot:2.1},town:{size:11,weight:400,dot:1.7},country:{size:15,weight:600,
centred:!0,spacing:1.5},ocean:{...WATER,size:15},sea:{...WATER,size:13.5},gulf:{...WATER,size:12},strait:{...WATER,size:11},bay:{...WATER,size:11.5},river:{...WATER,
size:10.5},province:REGION,range:{...REGION,italic:!0,spacing:1},desert:{...REGION,italic:!0,spacing:1}};function names(state2,{zoom,at,inside,big}){let found=[],
ends=endsOfRoutes();for(let feature of state2.labelled||[]){let p=feature.properties,end=TOWNS.includes(p.kind||"")&&ends.has(p.name||"");if(p.minzoom&&zoom<p.minzoom&&
!end||p.maxzoom&&zoom>p.maxzoom||!holds(p,app.command.day))continue;let[lon,lat]=feature.geometry.coordinates,point3=at([lat,lon]);if(!inside(point3))continue;let look=LOOKS[p.
kind||""]||LOOKS.town;found.push({text:p.label||p.name||"",x:point3.x,y:point3.y,size:look.size*big,...orderOf(p,point3,look),...end||p.kind==="capital"&&HOME.includes(
p.name||"")?{rank:p.kind==="capital"?-.5:-.4,must:!0}:{},weight:look.weight,italic:look.italic,centred:look.centred,dot:look.dot,spacing:look.spacing,colour:look.
water?ground().water_text:look.soft||p.kind==="country"?ground().soft:ground().text,halo:look.water?ground().water:ground().halo,gap:5})}return found}function endsOfRoutes(){
let ends=new Set,starts=new Set;for(let{layer,on,items}of panes.values())if(!(layer.file!=="routes"||!on))for(let{p,shown:shown2}of items.values())shown2&&(ends.
add(p.to_name),starts.add(p.from_name));return new Set([...ends].filter(name=>!starts.has(name)))}function orderOf(p,point3,look){let name=p.name||"";if(FOCUS2.
includes(name)&&p.kind==="country"){let w=width(name,look.size,600,!1)+(look.spacing||0)*name.length;return{rank:.2,spots:inCountry(name,point3,w,look.size)}}return p.
kind==="capital"?{rank:.9+(p.rank||0)/3}:{rank:(p.kind==="country"?2.2:3)+(p.rank||0)/3}}var pen2=penOf(make("canvas")),EDGE=[[-1,-1],[1,-1],[-1,1],[1,1],[0,-1],
[0,1]];function inCountry(country,point3,w,h){let path=outline(country);if(!path)return[];let far4=spot=>Math.hypot(spot.x-point3.x,spot.y-point3.y),spots=[];for(let dx=-6;dx<=
6;dx++)for(let dy=-8;dy<=8;dy++)spots.push({x:point3.x+dx*24,y:point3.y+dy*12});let lies=spot=>EDGE.every(([dx,dy])=>pen2.isPointInPath(path,spot.x+dx*w/2,spot.
y+dy*h/2,"evenodd"));return spots.sort((a,b)=>far4(a)-far4(b)).filter(lies)}var kept2={frame:"",outlines:new Map};function outline(country){let own=files.get("l\
and")?.features?.find(feature=>feature.properties.name===country);if(!own)return null;let at=latlng=>app.map.latLngToContainerPoint(latlng),corner=at([0,0]),frame2=`${app.
map.getZoom()} ${corner.x} ${corner.y}`;return kept2.frame!==frame2&&(kept2={frame:frame2,outlines:new Map}),kept2.outlines.has(country)||kept2.outlines.set(country,
pathOf(own.geometry,at)),kept2.outlines.get(country)}function pathOf(geometry,at){let path=new Path2D,rings2=geometry.type==="Polygon"?geometry.coordinates:geometry.
coordinates.flat();for(let ring3 of rings2)ring3.forEach(([lon,lat],i)=>{let{x,y}=at([lat,lon]);i?path.lineTo(x,y):path.moveTo(x,y)}),path.closePath();return path}var NEAR3=8,AWAY=1.5,SIZE=12,MOST2=40,BORDERS=["border","boundaries"];function sides({size,zoom,big,at}){if(zoom<NEAR3)return[];let em=SIZE*big,found=new Map;for(let id of BORDERS)
for(let item of panes.get(id)?.items.values()||[])if(!(!item.shown||!item.coords||!panes.get(id)?.on))for(let run of Array.isArray(item.coords[0])?item.coords:[
item.coords])beside4(run.map(at),em,size,found);return[...found].map(([text,spots])=>{spots.sort((a,b)=>b.score-a.score);let{x,y}=spots[0],look={size:em,weight:600,
colour:ground().soft};return{text,x,y,rank:.15,spots:spots.slice(0,MOST2),repeat:2e3,...look}})}function beside4(run,em,size,found){for(let spot of stretches(run,
width("Turkmenistan",em,600,!1),size))for(let side2 of[1,-1]){let away=side2*(AWAY+.5)*em,x=spot.x-Math.sin(spot.angle)*away,y=spot.y+Math.cos(spot.angle)*away,
name=countryAt(app.map.containerPointToLatLng([x,y]));name&&found.set(name,[...found.get(name)||[],{...spot,x,y}])}}function countryAt({lat,lng}){let own=(files.
get("land_detail")?.features||files.get("land")?.features||[]).find(feature=>covers(feature,lng,lat));if(!own)return"";let{id,owner,iso_a3:code,name}=own.properties;
return id===code&&owner?.[app.command.worldview]===code?name:""}var extents=new Map;function covers(feature,x,y){let{type,coordinates}=feature.geometry,rings2=type===
"Polygon"?coordinates:coordinates.flat(),kept3=extents.get(feature.id),extent=kept3||extentOf2(rings2);if(kept3||extents.set(feature.id,extent),x<extent[0]||y<extent[1]||
x>extent[2]||y>extent[3])return!1;let inside=!1;for(let ring3 of rings2)for(let i=0,j=ring3.length-1;i<ring3.length;j=i++){let[[ax,ay],[bx,by]]=[ring3[i],ring3[j]];
ay>y!=by>y&&x<(bx-ax)*(y-ay)/(by-ay)+ax&&(inside=!inside)}return inside}function extentOf2(rings2){let found=[1/0,1/0,-1/0,-1/0];for(let ring3 of rings2)for(let[
x,y]of ring3)found[0]=Math.min(found[0],x),found[1]=Math.min(found[1],y),found[2]=Math.max(found[2],x),found[3]=Math.max(found[3],y);return found}var NAMED=["ports","crossings","venues"],RANKS={crossings:1,ports:.5,venues:2,incidents:6,airports:7},svg2=el("svg",{class:"cx-labels","aria-hidden":"true"}),group2=el(
"g",{}),timer2=0;function labelPane(pane){svg2.appendChild(group2),pane.appendChild(svg2)}function settle3(){app.command&&(rule(app.parts,app.map),cancelAnimationFrame(
timer2),timer2=requestAnimationFrame(()=>{timer2=requestAnimationFrame(relabel)}))}var square=(x,y,r,owner)=>({x0:x-r,x1:x+r,y0:y-r,y1:y+r,owner});function relabel(){
if(!app.command)return;let size=app.map.getSize(),sight={size,zoom:app.map.getZoom(),big:app.command.present&&size.x>=1500?1.35:size.x<480?.9:1,at:latlng=>app.map.
latLngToContainerPoint(latlng),inside:point3=>point3.x>-60&&point3.y>-60&&point3.x<size.x+60&&point3.y<size.y+60},obstacles=furnitureBoxes(),frame2={x0:4,y0:4,x1:size.
x-4,y1:size.y-4},lines3=[],candidates=[];for(let state2 of panes.values()){if(!state2.on)continue;let{geometry}=state2.layer;geometry==="label"?candidates.push(
...names(state2,sight)):geometry==="line"?(candidates.push(...alongLines(state2,sight)),obstacles.push(...numbers(state2,sight)),lines3.push(...borderBoxes(state2,
sight,frame2))):geometry==="point"&&marks2(state2,sight,obstacles,candidates)}answerNumbers(sight,obstacles),lines3.push(...routeBoxes(frame2),...answerLines(sight,
frame2)),places(sight,candidates),candidates.push(...sides(sight)),app.placed=place2(candidates,obstacles,frame2,width,lines3),L.DomUtil.setPosition(svg2,app.map.
containerPointToLayerPoint([0,0])),svg2.setAttribute("width",String(size.x)),svg2.setAttribute("height",String(size.y)),draw4(group2,app.placed,ground()),counts.
drawn+=1}function furnitureBoxes(){let root=app.map.getContainer().getBoundingClientRect();return app.parts.parts.map(part=>{let b=part.getBoundingClientRect();
return{x0:b.left-root.left-3,x1:b.right-root.left+3,y0:b.top-root.top-3,y1:b.bottom-root.top+3}})}function numbers({crowds:crowds2},{at,inside}){let boxes=[];for(let mark2 of crowds2){
if(!("aside"in mark2))continue;let{x,y}=at(mark2.getLatLng());inside({x,y})&&boxes.push(square(x+mark2.aside[0],y+mark2.aside[1],mark2.reach))}return boxes}function marks2(state2,sight,obstacles,candidates){
let{layer}=state2;obstacles.push(...numbers(state2,sight));for(let item of state2.items.values()){if(!item.shown)continue;let p=sight.at(item.latlng).add(item.aside||
[0,0]);if(!sight.inside(p))continue;let owner=`${layer.id}/${(item.within||item).p.id}`;if(layer.symbol!=="dot"&&obstacles.push(square(p.x,p.y,(item.reach||4)+1,
owner)),layer.symbol!=="dot"&&cited(item.p)&&obstacles.push(square(p.x-item.reach*.95-2.5,p.y-item.reach*.95-1.5,5)),item.within)continue;let found=markName(layer,
item,owner,sight);found&&candidates.push(found)}}function markName(layer,item,owner,{at,zoom,big}){let all3=item.joined?.length?item.joined:[item],names2=all3.map(
({p})=>p.label||(NAMED.includes(layer.file)?p.name:"")||""),keys2=all3.map(({p})=>`${layer.id}/${p.id}`),places2=all3.map(({p})=>p.place||""),chosen=keys2.includes(
app.command.selected||""),passed=answers.file&&(app.command.passed||[]).some(one=>places2.includes(one)),unsure2=layer.file==="crossings"&&all3.every(({p})=>p.phase===
"unknown"),least=item.p.minzoom||(layer.id==="incidents"?8:unsure2?6:0);if(!names2[0]||zoom<least&&!chosen&&!passed)return null;let quiet=unsure2||item.p.kind===
"destination",base=(RANKS[layer.id]??5)+(quiet?3:0),main=["crossings","ports"].includes(layer.id)&&item.p.rank===1,spots=all3.map(one=>at(one.latlng).add(one.aside||
[0,0])),across=spots.map(({x})=>x),half=(Math.max(...across)-Math.min(...across))/2;return{text:joined(names2),x:Math.min(...across)+half,y:spots[0].y,rank:chosen?
-5:passed?-4:main?-1:base+(item.p.rank||0)/10,must:main||chosen||!!passed,cross:main&&layer.id==="crossings"||chosen||!!passed,column:main&&layer.id==="crossing\
s"?"gates":void 0,size:11.5*big,weight:layer.file==="airports"?400:600,colour:ground().text,gap:(item.reach||4)+half+3,owner}}function answerNumbers({at,inside},obstacles){
for(let feature of answers.features){if(feature.properties.kind!=="number")continue;let[lon,lat]=feature.geometry.coordinates,p=at([lat,lon]);inside(p)&&obstacles.
push(square(p.x,p.y,11))}}var answerLines=({at},frame2)=>answers.features.filter(({geometry})=>geometry.type==="LineString").flatMap(({geometry})=>{let run=geometry.
coordinates.map(([lon,lat])=>at([lat,lon]));return traced(run,3,"scenario/line",frame2)});function places({at,inside,big},candidates){for(let{properties:p,geometry}of answers.
features){if(p.kind!=="end")continue;let[lon,lat]=geometry.coordinates,{x,y}=at([lat,lon]),look={size:12.5*big,weight:600,colour:ground().text,gap:6,dot:2.6};inside(
{x,y})&&candidates.push({text:p.name||"",x,y,rank:-5.5,must:!0,cross:!0,...look})}for(let{name,lat,lon}of app.command.highlight||[]){let p=at([lat,lon]);name&&inside(
p)&&candidates.push({text:name,x:p.x,y:p.y,rank:-6,size:12.5*big,weight:600,colour:ground().accent,gap:16})}}var PATIENCE2=4e3;function layersOf(next){let wanted3=new Set(next.layers);for(let[layer,{on,until}]of hoped)wanted3.has(layer)===on||Date.now()>until?hoped.delete(
layer):on?wanted3.add(layer):wanted3.delete(layer);return[...wanted3]}function turn(layer,on){let pane=panes.get(layer);!app.command||!pane||pane.on===on||(hoped.
set(layer,{on,until:Date.now()+PATIENCE2}),app.command={...app.command,layers:layersOf(app.command)},put(pane,on),regroup(),mark(),settle3(),tellShown())}var listen=()=>onSwitch(
turn);var TALKS=["venues","rounds","engagements"],now={kind:"",before:null,moving:!1},bar=null;function build2(root){let box=make("p","cx-box cx-fit"),words=make("spa\
n"),button=make("button");button.type="button",button.addEventListener("click",()=>now.before?back():fit()),box.append(words,button),box.hidden=!0,L.DomEvent.disableClickPropagation(
box),root.appendChild(box),bar={box,words,button},app.map.on("movestart",()=>{now.moving||(now.before=null)}),app.map.on("moveend",show3)}function offer(kind){kind!==
now.kind&&(now.before=null),now.kind=kind,show3()}function bounds(){let found=L.latLngBounds([]);if(now.kind==="scenario")for(let{geometry}of answers.features)for(let[
lon,lat]of placesOf(geometry))found.extend([lat,lon]);if(now.kind==="talks")for(let name of TALKS){let pane=panes.get(name);if(pane?.on)for(let item of pane.items.
values())item.latlng&&(item.shown||item.crowded)&&found.extend(item.latlng)}return found.isValid()?found:null}function placesOf({type,coordinates}){return type===
"Point"?[coordinates]:type==="LineString"?coordinates:coordinates.flat(type==="MultiPolygon"?2:1)}function show3(){if(!bar||!app.command)return;let box=now.before?
null:bounds();bar.box.hidden=!now.before&&(!box||app.map.getBounds().contains(box)),bar.words.textContent=now.before?"Fitted to the answer":"",bar.button.textContent=
now.before?"Back to my view":"Fit to the answer"}function move(act){now.moving=!0,noteTouch(),app.touched=!0,act(),now.moving=!1,show3()}function fit(){let wanted3=bounds();
if(!wanted3)return;let{map,parts:parts2}=app;now.before={center:map.getCenter(),zoom:map.getZoom()};let head=parts2.title.parentElement?.offsetHeight||0,foot=parts2.
legend.parentElement?.offsetHeight||0;move(()=>map.fitBounds(wanted3,{animate:!1,paddingTopLeft:[24,Math.min(head+24,map.getSize().y/4)],paddingBottomRight:[60,
Math.min(foot+44,map.getSize().y/4)]}))}function back(){let{before}=now;now.before=null,before&&move(()=>app.map.setView(before.center,before.zoom,{animate:!1}))}function answer(name){let key=name?`${name} ${app.command.theme}`:null;if(answers.file=name||null,key===answers.drawn)return;if(!name){answers.drawn=null,answers.
features=[],answers.ways.clearLayers();return}let loading=files.get(name)||fetchJson(name);files.set(name,loading),Promise.resolve(loading).then(data=>{files.set(
name,data),answers.file===name&&(answers.drawn=`${name} ${app.command.theme}`,answers.features=data.features,drawWays(data.features),settle3(),show3())},error=>{
files.delete(name),complain(`The routes of the scenario could not be loaded (${error.message}). Reload the page to try again.`)})}function styleOf2(p){let kinds=app.
config.styles.scenario;return kinds[p.style||""]||kinds[`${p.kind}_${p.mode}`]||kinds[p.kind||""]||kinds["*"]}function byWay(features){let found={};for(let feature of features){
let{kind,rank:rank2}=feature.properties,key=`${kind} ${rank2}`;found[key]=found[key]||[],found[key].push(feature)}return Object.values(found)}function drawWays(features){
answers.ways.clearLayers();for(let way of byWay(features.filter(feature=>feature.geometry.type!=="Point")))drawWay(way);for(let{properties:p,geometry}of features){
let[lon,lat]=geometry.coordinates;if(p.kind==="spot"&&drawSpot(p,[lat,lon]),p.kind==="number"){let node=make("b",p.rank===1?"cx-best":"",p.name);nodeMark([lat,lon],
node,"cx-number",20,{...STILL,pane:"cx-gates"}).addTo(answers.ways)}}}var onPane2=()=>({renderer:svgOf("cx-answer"),pane:"cx-answer"});function addLine(coords,options){
return L.polyline(coords,{...onPane2(),interactive:!1,smoothFactor:1,lineJoin:"round",...options}).addTo(answers.ways)}function drawWay(way){let pieces=way.map(
({properties:p,geometry})=>{let style=styleOf2(p);return{p,style,coords:toLatLngs(geometry),width:p.width||style.width}});for(let{coords,style,width:width2}of pieces)
style.casing&&addLine(coords,{color:ground().halo,weight:width2+2*style.casing,opacity:.95,className:"cx-way-casing"});for(let{p,coords,style,width:width2}of pieces){
let{color}=style[app.command.theme];if(addLine(coords,{color,weight:width2,lineCap:style.dash?"butt":"round",dashArray:style.dash||"",className:`cx-way cx-way-${p.
kind} cx-way-no-${p.rank}`}),style.ticks&&addLine(coords,{color,weight:style.width+5,dashArray:"1.5 9",lineCap:"butt"}),!p.name)continue;let hit=addLine(coords,
{color:"#000",opacity:0,weight:14,interactive:!0,className:"cx-hit",bubblingMouseEvents:!0});sayAt(hit,()=>p.name||"",()=>p.mode?`by ${p.mode}`:""),hit.on("mous\
eover",()=>pointAt(`way/${p.rank}`)),hit.on("mouseout",()=>pointAt(""))}}function drawSpot(p,latlng){let ink=styleOf2(p)[app.command.theme],spot=L.circleMarker(
latlng,{...onPane2(),radius:5,color:p.style==="gate_none"?ink.color:ground().halo,weight:1.5,fillColor:ink.fill||ink.color,fillOpacity:1});sayAt(spot,()=>p.name||
"",()=>""),spot.addTo(answers.ways)}function lightWay(rank2){for(let line3 of document.querySelectorAll(".cx-way.cx-lit"))line3.classList.remove("cx-lit");if(rank2!==
null)for(let line3 of document.querySelectorAll(`.cx-way-no-${Number(rank2)}`))line3.classList.add("cx-lit")}function rings(gates){let wanted3=JSON.stringify(gates)+
app.command.theme;if(answers.rings!==wanted3){answers.rings=wanted3,answers.gates.clearLayers();for(let gate of gates){let node=point2(app.config.styles.scenario[gate.
kind],app.command.theme,ground(),{room:16}),size=Number(node.getAttribute("width"));nodeMark([gate.lat,gate.lon],node,`cx-still cx-gate-${gate.kind}`,size,{...STILL,
pane:"cx-gates"}).addTo(answers.gates)}}}var frame=0,timer3=0;function moveDay(day2,ended){day2!==app.command.day&&(app.command={...app.command,day:day2},asked.waiting=!0,day(app.parts,app.command),cancelAnimationFrame(
frame),frame=requestAnimationFrame(()=>{redraw(),settle3()}),app.time.show(app.command,ground(),timelineInks()),answers2()||restate(),tellShown()),clearTimeout(
timer3),timer3=setTimeout(ask,ended?60:250)}function restate(){let{written,parts:parts2}=app,own=app.command.day===written.day;own?show2(parts2,written,app.config):
written.subtitle&&(parts2.subtitle.textContent=`As of ${shortDay(written.day)}: ${written.subtitle}`),answer(own?written.answer:null),rings(own?written.gateways||
[]:[])}function ask(){if(asked.count>asked.answered&&Date.now()-asked.at<3e3){timer3=setTimeout(ask,100);return}asked.at=Date.now(),asked.day=app.command.day,asked.
count=tell(`!day=${app.command.day}`)}function latest(given){let next={...given,layers:layersOf(given)};if(!answers2())return asked.waiting=!1,next;answered(next.
answered);let{day:day2}=app.command,settled=asked.day===day2&&next.answered>=asked.count;return!asked.waiting||next.day===day2||settled?(asked.waiting=!1,next):
{...next,day:day2}}var shown={url:"",layer:null};function tiles(wanted3){let url=wanted3?wanted3.url:"";if(url===shown.url||(shown.layer&&shown.layer.remove(),shown={url,layer:null},
!url))return;let pane=app.map.getPane("cx-tiles")||app.map.createPane("cx-tiles");pane.style.zIndex="215",shown.layer=L.tileLayer(url,{pane:"cx-tiles",maxZoom:19,
attribution:""}).addTo(app.map),shown.layer.on("tileerror",()=>speak("Online tiles are unavailable; the offline base map stays"))}var lastMove=0;function apply(given){let next=app.command?latest(given):given;dropGroups(),counts.commands+=1;let before=app.command,root=app.map.getContainer();
next.present&&!before?.present&&(window.focus(),root.focus({preventScroll:!0})),before&&before.present!==next.present&&keepGround(),app.command=next,app.written=
given,dress(next);let restyle=!before||before.theme!==next.theme||before.worldview!==next.worldview||before.unreported!==next.unreported||next.unreported==="las\
t"&&before.day!==next.day,wanted3=new Set(next.layers);for(let state2 of panes.values()){restyle&&clear(state2);let{id,file}=state2.layer;put(state2,wanted3.has(
id)&&!(id==="relief_near"&&wanted3.has(file)))}app.selected=next.selected,regroup(),show2(app.parts,next,app.config),nameFrame(`Map: ${next.title}`),asked.waiting&&
day(app.parts,next),app.time.show(next,ground(),timelineInks()),tiles(next.tiles),move2(next),mark(),highlight(next.highlight||[]),answer(next.answer),rings(next.
gateways||[]),next.paired&&!before?.paired?adopt():next.half&&lead(),handOver(),settle3(),show3(),tellShown()}var order=Promise.resolve();function take(packed){
let bytes=Uint8Array.from(atob(packed),sign=>sign.charCodeAt(0)),stream=new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")),told2=new Response(
stream).json();order=order.then(()=>told2).then(apply).catch(error=>setTimeout(()=>Promise.reject(error)))}function dress({theme,present:present2,paired,half}){
let{classList}=document.body;for(let[name,on]of Object.entries({dark:theme==="dark",present:present2,paired,half}))classList.toggle(`cx-${name}`,on);for(let[key,
value]of Object.entries(ground()))document.documentElement.style.setProperty(`--cx-${key}`,value)}function move2({goto,highlight:places2,present:present2,half}){
!goto||goto.seq===lastMove||(lastMove=goto.seq,counts.commands!==1&&(goTo(goto),places2&&!present2&&!half&&uncover(places2.map(({lat,lon})=>[lat,lon]))))}var heightOf=layer=>210+app.config.layers.findIndex(layer)*10;function still(name,height){let pane=app.map.createPane(name);return pane.style.zIndex=String(height),
pane.style.pointerEvents="none",pane}function createPanes(){let{map,config}=app;for(let layer of config.layers.slice().reverse())map.createPane(`cx-${layer.id}`);
config.layers.forEach((layer,i)=>{let pane=map.getPane(`cx-${layer.id}`);pane.style.zIndex=String(210+(layer.group_points?config.layers.length:i)*10),layer.geometry!==
"point"&&(pane.style.pointerEvents="none"),panes.set(layer.id,{layer,pane,items:new Map,group:L.layerGroup(),file:null,on:!1,crowds:[]})}),still("cx-casing",heightOf(
layer=>layer.file==="routes")-1),still("cx-answer",heightOf(layer=>layer.id==="border")+5),still("cx-gates",625),answers.ways=L.layerGroup().addTo(map),answers.
gates=L.layerGroup().addTo(map),labelPane(still("cx-labels",640)),still("cx-highlight",630),app.highlights=L.layerGroup().addTo(map)}function enter(){fillScreen(()=>{app.command.present&&tell("!exit")}),tell("!present")}function leave(){leaveScreen()||tell("!exit")}var present=()=>app.command.
present?leave():enter();function keys(event){event.target.closest("button, input, select")||(event.key==="Escape"?picking()?dropPick():document.querySelector(".\
cx-list")?closeList():app.selected?choose(""):app.command?.present&&leave():event.key==="Home"&&home())}var SCALE=2,READABLE=.8,GAP=12,LEFT_OUT=".cx-tools, .cx-say, .cx-errors, .cx-tip, .cx-list, .cx-strip, .cx-unfold, .cx-hit, .cx-quiet, script",OWN_SHEET=".cx-le\
gend { scrollbar-width: none !important; }",XHTML="http://www.w3.org/1999/xhtml",sheet=null;async function dataUrl(address2){let answer2=await fetch(address2);if(!answer2.
ok)throw new Error(`${address2}: ${answer2.status}`);let content=await answer2.blob();return new Promise((resolve,reject)=>{let reader=new FileReader;reader.onload=
()=>resolve(reader.result),reader.onerror=()=>reject(reader.error),reader.readAsDataURL(content)})}async function rules(){let texts=[];for(let one of document.styleSheets){
let own;try{own=[...one.cssRules]}catch{continue}let from=one.href||document.baseURI;for(let rule2 of own){let text=rule2.cssText;for(let[found,address2]of text.
matchAll(/url\("?([^")]+)"?\)/g)){let inside=/^data:/.test(address2)?address2:/\.woff2$/.test(address2)?await dataUrl(new URL(address2,from).href):"data:,";text=
text.replace(found,`url("${inside}")`)}texts.push(text)}}return texts.join(`
`)}function drawn2(renderer){let svg3=el("svg",{width:1,height:1,style:"position: absolute; left: 0; top: 0; overflow: visible;"});for(let order2=renderer._drawFirst;order2;order2=
order2.next){let{_parts:points2,options}=order2.layer;points2?.length&&svg3.appendChild(el("path",{d:L.SVG.pointsToPath(points2,order2.layer instanceof L.Polygon),
fill:options.fill?options.fillColor||options.color:"none","fill-opacity":options.fillOpacity,"fill-rule":"evenodd",stroke:options.stroke?options.color:"none","s\
troke-width":options.weight,"stroke-opacity":options.opacity,"stroke-linejoin":"round","stroke-linecap":"round"}))}return svg3}async function copied(map,box){let root=map.
getContainer(),page2=document.createElementNS(XHTML,"div");page2.className=document.body.className;let{width:width2,height}=box.getBoundingClientRect();page2.style.
cssText=`position: relative; width: ${width2}px; height: ${height}px; overflow: hidden; ${document.documentElement.style.cssText}`,page2.style.setProperty("--cx\
-strip","0px"),page2.style.setProperty("--cx-column",getComputedStyle(document.documentElement).getPropertyValue("--cx-column"));let folded3=!box.classList.contains(
"cx-whole");box.classList.add("cx-whole"),page2.append(root.cloneNode(!0),box.cloneNode(!0));let canvases=[...root.querySelectorAll("canvas")],copies=[...page2.
querySelectorAll("canvas")];map.eachLayer(one=>{let copy=one instanceof L.Canvas&&copies[canvases.findIndex(canvas=>canvas.parentElement===one.getPane())];copy&&
copy.replaceWith(drawn2(one))});let beside5=explained(box,page2,height);folded3&&box.classList.remove("cx-whole");for(let node of page2.querySelectorAll(LEFT_OUT))
node.remove();for(let picture2 of page2.querySelectorAll("img"))await dataUrl(picture2.src).then(address2=>{picture2.src=address2},()=>picture2.remove());let style=document.
createElementNS(XHTML,"style");return sheet=sheet||rules(),style.textContent=`${await sheet}
${OWN_SHEET}`,page2.prepend(style),{page:page2,width:width2,height,beside:beside5}}function explained(box,page2,height){let legend2=nodeIn(box,".cx-legend"),own=nodeIn(
page2,".cx-legend"),brief2=legend2.classList.contains("cx-brief");legend2.classList.remove("cx-brief");let needed=legend2.scrollHeight,entries=nodeIn(box,".cx-e\
ntries").offsetHeight;if(legend2.classList.toggle("cx-brief",brief2),own.classList.remove("cx-brief"),!entries||needed<=legend2.clientHeight)return 0;let share=room3=>(entries-
needed+room3)/entries-.01,fits=share(legend2.clientHeight);if(fits>=READABLE)return nodeIn(page2,".cx-entries").style.zoom=String(fits),0;let wide=legend2.offsetWidth+
2*GAP,column2=nodeIn(page2,".cx-furniture").cloneNode(!1);return column2.style.cssText=`inset: 0 auto 0 -${wide}px; width: ${wide}px; background: var(--cx-panel\
);`,own.style.cssText=`position: absolute; left: ${GAP}px; top: ${GAP}px; max-height: none; overflow: visible; box-shadow: none; background: none;`,column2.append(
own),page2.append(column2),nodeIn(page2,".cx-entries").style.zoom=String(Math.max(.55,Math.min(1,share(height-2*GAP)))),page2.style.overflow="visible",page2.style.
left=`${wide}px`,wide}async function image2(map,box){let{page:page2,width:own,height,beside:beside5}=await copied(map,box),width2=own+beside5,holder=el("foreign\
Object",{x:0,y:0,width:width2,height});holder.appendChild(page2);let text=new XMLSerializer().serializeToString(el("svg",{xmlns:"http://www.w3.org/2000/svg",width:width2,
height},holder)),picture2=new Image;return picture2.src=`data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`,await picture2.decode(),{picture:picture2,
width:width2,height,beside:beside5}}function honest(){let canvas=document.createElement("canvas");canvas.width=canvas.height=8;let pen3=penOf(canvas);return pen3.
fillStyle="rgb(18, 52, 86)",pen3.fillRect(0,0,8,8),pen3.getImageData(0,0,8,8).data.every((value,i)=>value===[18,52,86,255][i%4])}async function png(map,box,others){
if(!honest())throw Object.assign(new Error("the browser withholds the picture"),{withheld:!0});let own=await image2(map,box),canvas=document.createElement("canv\
as");canvas.width=Math.round(own.width*SCALE),canvas.height=Math.round(own.height*SCALE);let pen3=penOf(canvas);pen3.scale(SCALE,SCALE),pen3.drawImage(own.picture,
0,0,own.width,own.height);for(let{x,y,made}of others||[]){let other=await made;pen3.drawImage(other.picture,x+own.beside,y,other.width,other.height)}return new Promise(
(resolve,reject)=>canvas.toBlob(content=>content?resolve(content):reject(new Error("the browser gives no picture")),"image/png"))}function copyLink(){let address2=address(),done=()=>speak("Link copied"),old=()=>{let field=make("textarea","cx-quiet");field.value=address2,document.body.appendChild(
field),field.select();let copied2=document.execCommand("copy");field.remove(),copied2?done():speak("The link could not be copied: take it from the address bar")};
navigator.clipboard?navigator.clipboard.writeText(address2).then(done,old):old()}var image3=()=>image2(app.map,app.parts.box),picture=()=>png(app.map,app.parts.
box,app.command.half?picturesBeside():[]);function fileName(){let{subject,title,day:day2}=app.command;return`CRX_${(subject||title).toLowerCase().replace(/[^\p{L}\p{N}]+/gu,
"-").replace(/^-|-$/g,"").slice(0,48)||"view"}_screen_${day2.replaceAll("-","")}.png`}function copyPicture(){speak("Making the picture ...",6e4);let made=picture();
made.catch(()=>{});let offer2=()=>made.then(content=>{let link=make("a","","Download the picture");link.href=URL.createObjectURL(content),link.download=fileName(),
speak("The browser does not let the map copy it. ",2e4,link)},error=>{let what=error.withheld?"The browser withholds the picture":"The picture could not be made";
speak(`${what}: take a screenshot, or 'Export' in the panel`,12e3)});return!navigator.clipboard||!window.ClipboardItem?offer2():navigator.clipboard.write([new ClipboardItem(
{"image/png":made})]).then(()=>speak("Picture copied"),offer2)}var known=(row,command)=>!command.known||!row.f||row.f<=command.known,lets=(row,f)=>(!f.kinds||!row.k||f.kinds.includes(row.k))&&(!f.actor||[row.a||[]].flat().some(
name=>folded(name).includes(f.actor||"")))&&(!f.deaths||(row.n||0)>=f.deaths)&&(!f.trust||f.trust.includes(row.c||""))&&(!f.basis||f.basis.includes(row.b||"")),
filtered=(rows,command)=>rows.filter(row=>known(row,command)&&lets(row,command.filter||{})),all=(rows,command)=>rows.filter(row=>known(row,command)),eventsOf=(data,command)=>({
incidents:filtered(data.incidents,command),ucdp:filtered(data.ucdp,command),engagements:all(data.engagements,command),policy:all(data.policy,command)});var LEAST=14,xOf=(number,[from,to],width2)=>(number-from)/(to-from)*width2,dayAt=(px,[from,to],width2)=>from+px/width2*(to-from),DAYS={name:"day",key:day2=>day2,
start:key=>numberOf(key),end:key=>numberOf(key)+1},WEEKS={name:"week",key:day2=>isoOf(Math.floor((numberOf(day2)+3)/7)*7-3),start:key=>numberOf(key),end:key=>numberOf(
key)+7},MONTHS={name:"month",key:day2=>day2.slice(0,7),start:key=>numberOf(`${key}-01`),end:key=>{let[year,month]=key.split("-").map(Number);return numberOf(`${month===
12?year+1:year}-${String(month===12?1:month+1).padStart(2,"0")}-01`)}};function binsOf([from,to],width2){let day2=width2/(to-from);return day2>=4?DAYS:day2*7>=4?
WEEKS:MONTHS}function tally(rows,bin){let counts2=new Map;for(let row of rows)counts2.set(bin.key(row.d),(counts2.get(bin.key(row.d))||0)+1);return counts2}function clampSpan(from,to,[
first,last],keep2=!1){let a=from,b=to;if(keep2){let by=a<first?first-a:b>last?last-b:0;a+=by,b+=by}if(a=Math.max(first,a),b=Math.min(last,b),b-a<LEAST){let middle=(a+
b)/2;a=Math.max(first,Math.min(middle-LEAST/2,last-LEAST)),b=a+LEAST}return b-a>=last-first-1?null:[a,b]}function nextDay(days2,day2,sign){let ahead=days2.filter(
one=>sign>0?one>day2:one<day2).sort();return sign>0?ahead[0]:ahead[ahead.length-1]}var OVER=13,AXIS=14,NONE=null,TimelineView=class{constructor(chart){this.chart=chart,this.data=NONE,this.command=NONE,this.ground={},this.ink={incident:"",venue:""},
this.span=null,this.total=[0,1],this.kept=null}get width(){return this.chart.clientWidth}get height(){return this.chart.clientHeight}get seen(){return this.span||
this.total}get bin(){return binsOf(this.seen,this.width)}get events(){let{data,command}=this;return(!this.kept||this.kept.data!==data||this.kept.command!==command)&&
(this.kept={data,command,events:eventsOf(data,command)}),this.kept.events}x(number,span=this.seen){return xOf(number,span,this.width)}dayAt(px,span=this.seen){return dayAt(
px,span,this.width)}bound(day2){let{first,last}=this.data;return day2<first?first:day2>last?last:day2}get day(){return numberOf(this.command.day)}};var LONGEST=230;function headOf(bin,key,from){return bin.name==="day"?shortDay(from):bin.name==="week"?`Week of ${shortDay(from)}`:`${monthName(Number(key.slice(
5)))} ${key.slice(0,4)}`}function describeAt(view,px,py){if(py>view.height-OVER)return["Whole time","Drag to choose the days above; double-click for all"];let{bin,
data,events}=view,key=bin.key(isoOf(Math.floor(view.dayAt(px)))),from=isoOf(bin.start(key)),to=isoOf(bin.end(key)),[incidents,meetings,policy]=[events.incidents,
events.engagements,events.policy].map(rows=>rows.filter(row=>row.d>=from&&row.d<to)),head=headOf(bin,key,from);if(!incidents.length&&data.gaps.some(([a,b])=>from>=
a&&from<b))return[head,"No data: not the same as no events"];let said=[plural(incidents.length,"incident")];meetings.length&&said.push(plural(meetings.length,"m\
eeting")),policy.length&&said.push(`${plural(policy.length,"change")} of policy`);let titles=[...policy,...meetings,...incidents].slice(0,3).map(row=>row.t),text=`${said.
join(", ")}${titles.length?`: ${titles.join("; ")}`:""}`;return[head,text.length>LONGEST?`${text.slice(0,LONGEST-3)}...`:text]}var EDGE2=5;function listen2(chart,view,acts){let grip=null,place3=event=>{let box=chart.getBoundingClientRect();return{px:event.clientX-box.left,py:event.clientY-
box.top}},within3=px=>Math.max(0,Math.min(view.width,px)),dayOf=px=>isoOf(Math.floor(view.dayAt(px)));chart.addEventListener("pointerdown",event=>{if(!view.data||
event.button)return;acts.pause();let{px,py}=place3(event);chart.setPointerCapture(event.pointerId),grip=gripAt(view,px,py>view.height-OVER,event.shiftKey),grip.
how==="day"&&acts.move(dayOf(px),!1)}),chart.addEventListener("pointermove",event=>{if(!view.data)return;let{px,py}=place3(event);if(!grip){acts.tell(event,px,py);
return}acts.hush(),grip.how==="day"?acts.move(dayOf(within3(px)),!1):drag(grip,view.dayAt(within3(px),grip.scale),acts)});let end=()=>{grip&&grip.how==="day"&&acts.
rest(),grip=null};chart.addEventListener("pointerup",end),chart.addEventListener("pointercancel",end),chart.addEventListener("pointerleave",acts.hush),chart.addEventListener(
"dblclick",acts.whole),chart.addEventListener("wheel",event=>{view.data&&(event.preventDefault(),turn2(event,view,place3(event).px,acts))},{passive:!1}),chart.addEventListener(
"keydown",event=>{let act=view.data&&keyActs(event,view,acts)[event.key];act&&(event.preventDefault(),event.stopPropagation(),event.key!==" "&&acts.pause(),act())})}
function gripAt(view,px,low,shift){if(!low&&!shift)return{how:"day",begin:0,scale:view.seen,before:view.seen};let{total,seen}=view,scale=low?total:seen,[a,b]=seen.
map(number=>view.x(number,total)),whole=seen[1]-seen[0]>=total[1]-total[0]-1,how="brush";return low&&view.span&&px>a+EDGE2&&px<b-EDGE2?how="slide":low&&!whole&&
Math.abs(px-a)<=EDGE2?how="from":low&&!whole&&Math.abs(px-b)<=EDGE2&&(how="to"),{how,begin:view.dayAt(px,scale),scale,before:seen}}function drag({how,begin:begin2,
scale,before:[from,to]},now2,{zoomTo}){how==="slide"?zoomTo(from+now2-begin2,to+now2-begin2,!0):how==="from"?zoomTo(Math.min(now2,to-7),to):how==="to"?zoomTo(from,
Math.max(now2,from+7)):Math.abs(now2-begin2)>(scale[1]-scale[0])/150&&zoomTo(Math.min(now2,begin2),Math.max(now2,begin2))}function turn2(event,view,px,{zoomTo}){
let[from,to]=view.seen;if(Math.abs(event.deltaX)>Math.abs(event.deltaY)){let by=event.deltaX/view.width*(to-from);zoomTo(from+by,to+by,!0);return}let middle=view.
dayAt(px),factor=Math.exp(Math.max(-.5,Math.min(.5,event.deltaY/400)));zoomTo(middle-(middle-from)*factor,middle+(to-middle)*factor)}function keyActs(event,view,{
go,move:move3,play,whole,zoomTo}){let zoomBy=factor=>{let middle=view.day,[from,to]=view.seen;zoomTo(middle-(middle-from)*factor,middle+(to-middle)*factor)},by=event.
shiftKey?"event":"day";return{ArrowLeft:()=>go(-1,by),ArrowRight:()=>go(1,by),ArrowDown:()=>go(-1,"day"),ArrowUp:()=>go(1,"day"),PageDown:()=>go(-1,"week"),PageUp:()=>go(
1,"week"),Home:()=>move3(view.data.first,!0),End:()=>move3(view.data.last,!0)," ":play,"+":()=>zoomBy(.6),"-":()=>zoomBy(1/.6),0:whole}}function axis(pen3,view,base){let[from,to]=view.seen,day2=view.width/(to-from);pen3.strokeStyle=view.ground.line,pen3.fillStyle=view.ground.text,pen3.lineWidth=
1,pen3.textBaseline="top",pen3.textAlign="left",pen3.beginPath(),pen3.moveTo(0,base+.5),pen3.lineTo(view.width,base+.5),pen3.stroke(),months(pen3,view,base,[1,3,
6,12].find(n=>n*30*day2>44)||12),30*day2>250&&days(pen3,view,base)}function months(pen3,view,base,every){let[from,to]=view.seen,last=-100,named=!1;for(let year=new Date(
from*864e5).getUTCFullYear(),month=0;;month+=every){month>=12&&(year+=1,month=0);let number=Date.UTC(year,month,1)/864e5;if(number>to)break;if(number<from)continue;
let px=view.x(number);pen3.beginPath(),pen3.moveTo(px+.5,base),pen3.lineTo(px+.5,base+4),pen3.stroke();let words=month===0||every===12?String(year):`${monthName(
month+1)}${named?"":` ${year}`}`,wide=pen3.measureText(words).width;px<last+5||px+3+wide>view.width||(pen3.fillText(words,px+3,base+2),last=px+3+wide,named=!0)}}
function days(pen3,view,base){let[from,to]=view.seen;pen3.fillStyle=view.ground.soft;for(let number=Math.ceil(from);number<to;number+=1){let date=new Date(number*
864e5).getUTCDate();date%5===0&&date!==30&&pen3.fillText(String(date),view.x(number)+1,base+2)}}var TOP=24;function paint2(canvas,view){let{width:w,height:h}=view,ratio=window.devicePixelRatio||1;(canvas.width!==Math.round(w*ratio)||canvas.height!==Math.round(
h*ratio))&&(canvas.width=Math.round(w*ratio),canvas.height=Math.round(h*ratio));let pen3=penOf(canvas);pen3.setTransform(ratio,0,0,ratio,0,0),pen3.clearRect(0,0,
w,h),pen3.font='400 11px "Noto Sans", sans-serif';let base=h-OVER-AXIS;gaps(pen3,view,base),window_(pen3,view,base),axis(pen3,view,base),bars(pen3,view,base),marks3(
pen3,view),lines2(pen3,view,base),overview(pen3,view)}function stroke(pen3,ax,ay,bx,by){pen3.beginPath(),pen3.moveTo(ax,ay),pen3.lineTo(bx,by),pen3.stroke()}function gaps(pen3,view,base){
pen3.strokeStyle=view.ground.line,pen3.lineWidth=1;for(let[from,to]of view.data.gaps){let a=Math.max(0,view.x(numberOf(from))),b=Math.min(view.width,view.x(numberOf(
to)));if(!(b<=a)){pen3.save(),pen3.beginPath(),pen3.rect(a,0,b-a,base),pen3.clip();for(let s=a-base;s<b;s+=6)stroke(pen3,s,base,s+base,0);pen3.restore()}}}function window_(pen3,view,base){
let to=view.day+1,from=view.command.window===null?view.seen[0]:to-view.command.window;pen3.globalAlpha=.12,pen3.fillStyle=view.ground.accent,pen3.fillRect(view.
x(from),0,view.x(to)-view.x(from),base),pen3.globalAlpha=1}function bars(pen3,view,base){let{bin,events}=view,counts2=tally(events.incidents,bin),other=view.command.
layers.includes("incidents_ucdp")?tally(events.ucdp,bin):new Map,most=Math.max(1,...counts2.values(),...other.values()),both=other.size>0,bar2=(key,number,style,right)=>{
let a=view.x(bin.start(key)),b=view.x(bin.end(key));if(b<0||a>view.width)return;let full=Math.max(1,b-a-(b-a>3?1:0)),tall=Math.max(2,number/most*(base-TOP));pen3.
fillStyle=style,pen3.fillRect(right?a+full/2:a,base-tall,both?full/2:full,tall)};for(let[key,number]of counts2)bar2(key,number,view.ink.incident,!1);for(let[key,
number]of other)bar2(key,number,view.ground.soft,!0);legend(pen3,view,TOP+3,`incidents, at most ${most} a ${bin.name}`)}function legend(pen3,view,y,incidents){let{
ground:ground2,ink}=view;pen3.textAlign="left",pen3.textBaseline="middle";let px=4,entry=(words,mark2)=>{let wide=pen3.measureText(words).width+22;px+wide>view.
width||(pen3.fillStyle=ground2.panel,pen3.globalAlpha=.85,pen3.fillRect(px-2,y-6,wide-4,12),pen3.globalAlpha=1,mark2(px+4),pen3.fillStyle=ground2.soft,pen3.fillText(
words,px+11,y+.5),px+=wide)};entry(incidents,a=>{pen3.fillStyle=ink.incident,pen3.fillRect(a-3,y-4,6,8)}),entry("meetings",a=>square2(pen3,view,a,y,!0)),entry("\
not held",a=>square2(pen3,view,a,y,!1)),entry("policy",a=>triangle(pen3,view,a,y-3)),entry("no data",a=>{pen3.strokeStyle=ground2.soft;for(let i=0;i<3;i++)stroke(
pen3,a-5+i*4,y+4,a-1+i*4,y-4)})}function square2(pen3,{ground:ground2,ink},px,y,held){pen3.fillStyle=held?ink.venue:ground2.panel,pen3.strokeStyle=ink.venue,pen3.
lineWidth=1.2,pen3.beginPath(),pen3.roundRect(px-3,y-3,6,6,1.5),pen3.fill(),pen3.stroke()}function triangle(pen3,{ground:ground2},px,y){pen3.fillStyle=ground2.text,
pen3.beginPath(),pen3.moveTo(px-3.6,y),pen3.lineTo(px+3.6,y),pen3.lineTo(px,y+6.5),pen3.fill()}function marks3(pen3,view){let place3=(row,draw5)=>{let px=view.x(
numberOf(row.d)+.5);px>=-4&&px<=view.width+4&&draw5(px)};for(let row of view.events.engagements)place3(row,px=>square2(pen3,view,px,5,row.k==="held"));for(let row of view.
events.policy)place3(row,px=>triangle(pen3,view,px,12))}function lines2(pen3,view,base){let{command,ground:ground2}=view,[from,to]=command.span||[];if(from){let a=view.
x(numberOf(from)),b=view.x(to?numberOf(to):numberOf(from)+1);pen3.fillStyle=ground2.accent,pen3.fillRect(a,base-4,Math.max(3,b-a),4)}command.since&&line2(pen3,view,
base,command.since,ground2.text,[4,3],"compared"),command.known&&line2(pen3,view,base,command.known,ground2.soft,[1.5,2.5],"known by"),line2(pen3,view,base,command.
day,ground2.accent,[],"")}function line2(pen3,view,base,day2,colour,dash,words){let px=Math.round(view.x(numberOf(day2)+.5))+.5;if(px<0||px>view.width||(pen3.strokeStyle=
colour,pen3.lineWidth=dash.length?1.5:2,pen3.setLineDash(dash),stroke(pen3,px,0,px,base),pen3.setLineDash([]),!words))return;let left=px>view.width-80;pen3.fillStyle=
colour,pen3.textAlign=left?"right":"left",pen3.textBaseline="bottom",pen3.strokeStyle=view.ground.panel,pen3.lineWidth=3,pen3.strokeText(words,px+(left?-4:4),base-
2),pen3.fillText(words,px+(left?-4:4),base-2),pen3.textAlign="left"}function overview(pen3,view){let{width:w,height:h,total,ground:ground2}=view,top=h-OVER,counts2=tally(
view.events.incidents,MONTHS),most=Math.max(1,...counts2.values());pen3.fillStyle=ground2.land,pen3.fillRect(0,top,w,OVER),pen3.fillStyle=ground2.soft;let month=w/
(total[1]-total[0])*30.4;for(let[key,number]of counts2){let tall=Math.max(1,number/most*(OVER-2));pen3.fillRect(view.x(MONTHS.start(key),total),h-tall,Math.max(
1,month-.5),tall)}let[a,b]=view.seen.map(number=>view.x(number,total));pen3.strokeStyle=ground2.text,pen3.lineWidth=1,pen3.strokeRect(a+.5,top+.5,Math.max(4,b-a-
1),OVER-1),pen3.fillStyle=ground2.accent,pen3.fillRect(Math.round(view.x(view.day+.5,total))-1,top,2,OVER)}var STEPS2=["day","week","event"],TEMPO=500,ICONS2={back:"M11.5 3.5L5 9L11.5 14.5",on:"M6.5 3.5L13 9L6.5 14.5",play:"M5 3.5V14.5L14 9Z",pause:"M6 4V14M12 4V14",
all:"M3 9H15M5.5 6L3 9L5.5 12M12.5 6L15 9L12.5 12"};function build3(root,acts){let node=make("section","cx-time");node.setAttribute("aria-label","Timeline"),node.
style.visibility="hidden";let tools=make("div","cx-time-tools"),canvas=make("canvas"),chart=make("div","cx-time-chart");chart.tabIndex=0,chart.setAttribute("rol\
e","slider"),chart.setAttribute("aria-label","Day shown"),chart.append(canvas),node.append(tools,chart),root.parentElement?.appendChild(node);let view=new TimelineView(
chart),playing=0,frame2=0,readout=make("output","cx-time-day"),choice=stepChoice(),playButton=iconButton("Play",ICONS2.play,play);tools.append(readout,iconButton(
"Back one step",ICONS2.back,()=>go(-1)),playButton,iconButton("On one step",ICONS2.on,()=>go(1)),choice,iconButton("Show the whole time",ICONS2.all,whole));function draw5(){
frame2||(frame2=requestAnimationFrame(repaint))}function repaint(){frame2=0,view.data&&view.command&&!node.hidden&&view.width>=40&&paint2(canvas,view)}function move3(day2,ended){
let wanted3=view.bound(day2);(ended||wanted3!==view.command.day)&&acts.move(wanted3,ended)}function go(sign,by=choice.value){if(by!=="event"){move3(isoOf(view.day+
sign*(by==="week"?7:1)),!1);return}let{incidents,engagements,policy}=view.events,next=nextDay([...incidents,...engagements,...policy].map(row=>row.d),view.command.
day,sign);next&&move3(next,!1)}function play(){if(playing){pause();return}view.command.day>=view.data.last&&acts.move(isoOf(view.seen[0]),!0),playButton.classList.
add("cx-on"),relabelButton(playButton,"Pause",ICONS2.pause),playing=setInterval(()=>{let before=view.command.day;go(1),(view.command.day===before||view.command.
day>=view.data.last)&&pause()},TEMPO)}function pause(){clearInterval(playing),playing=0,relabelButton(playButton,"Play",ICONS2.play)}function zoomTo(from,to,keep2){
view.span=clampSpan(from,to,view.total,keep2),draw5()}function whole(){view.span=null,draw5()}listen2(chart,view,{move:move3,go,play,pause,zoomTo,whole,hush:()=>acts.
hush(),rest:()=>acts.move(view.command.day,!0),tell:(event,px,py)=>acts.hint(event,...describeAt(view,px,py))}),new ResizeObserver(draw5).observe(chart),document.
fonts.addEventListener("loadingdone",draw5);function load3(data){let first=numberOf(data.first),last=numberOf(data.last);view.data=data,view.total=[first,last+1],
chart.setAttribute("aria-valuemin",String(first)),chart.setAttribute("aria-valuemax",String(last)),!view.span&&last-540>first&&(view.span=[last-540,last+1]),view.
command&&show4(view.command,view.ground,view.ink)}function show4(command,ground2,ink){if(Object.assign(view,{command,ground:ground2,ink}),node.hidden=command.present||
command.paired,readout.textContent=shortDay(command.day),!view.data)return;let{day:day2,span}=view;if(chart.setAttribute("aria-valuenow",String(day2)),chart.setAttribute(
"aria-valuetext",shortDay(command.day)),span&&(day2<span[0]||day2>=span[1])){let half=(span[1]-span[0])/2;zoomTo(day2-half,day2+half,!0)}draw5()}function state2(){
let{data,seen,total}=view;return{span:seen,total,playing:!!playing,loaded:!!data,first:data?.first,last:data?.last,x:day2=>view.x(numberOf(day2)+.5)}}return{show:show4,
load:load3,node,pause,state:state2}}function stepChoice(){let choice=make("select");choice.setAttribute("aria-label","Step");for(let step2 of STEPS2){let option=make(
"option","",step2);option.value=step2,choice.append(option)}return choice}function begin(map,{base,start}){Object.assign(app,{map,config:settings(),base,start}),calm(map),map.panInsideBounds=bounds2=>L.Map.prototype.panInsideBounds.call(
map,bounds2,{animate:!1}),document.documentElement.lang="en";let meta=document.querySelector('meta[name="viewport"]');meta&&(meta.content="width=device-width, i\
nitial-scale=1");let root=map.getContainer();root.setAttribute("role","main"),root.setAttribute("aria-label","Map"),createPanes(),furnish(root),onLoaded(()=>{regroup(),
mark(),settle3(),show3()}),onLaid(settle3),load("timeline",app.time.load),onEscape(comeBack),listen(),fill(),home(),new ResizeObserver(resized).observe(root),watch(
root),document.fonts.load('600 12px "Noto Sans"').then(relabel,relabel)}function furnish(root){let{map}=app;app.parts=build(root.parentElement,{zoomIn:()=>map.zoomIn(),
zoomOut:()=>map.zoomOut(),home,day:day2=>moveDay(day2,!0),copy:copyLink,picture:copyPicture,changed:relabel,present});for(let part of[app.parts.tools,app.parts.
legend,app.parts.back])L.DomEvent.disableClickPropagation(part);L.DomEvent.disableScrollPropagation(app.parts.legend),app.tip=make("div","cx-tip"),app.tip.hidden=
!0,root.appendChild(app.tip),build2(app.parts.box),app.time=build3(root,{move:moveDay,choose,hint,hush})}function resized(){let middle=app.map.getCenter();fill(),
app.start.fit&&!app.touched&&!touched()?home():jump(middle,app.map.getZoom()),brief(app.parts),refit(),app.command?.half&&lead(),settle3()}function watch(root){
let{map}=app,touch=()=>{app.touched=!0,noteTouch()};for(let kind of["pointerdown","wheel","keydown"])document.addEventListener(kind,touch,{passive:!0,capture:!0});
map.on("moveend",()=>{layRoutes(),settle3()}),map.on("move",lead),map.on("zoomend",()=>{regroup(),switchDetail(),mark()}),map.on("click",({latlng})=>{closeList(),
picking()?pick(latlng):app.selected&&choose("")}),map.on("movestart",()=>{hush(),closeList()}),root.addEventListener("keydown",keys);let quiet=0;root.addEventListener(
"mousemove",()=>{document.body.classList.add("cx-moved"),clearTimeout(quiet),quiet=setTimeout(()=>document.body.classList.remove("cx-moved"),2e3)})}var[WHOLE,START,WORD,OTHER,INSIDE,NEAR4,SLIP]=[0,1,2,3,6,8,.9],folded2=place3=>({place:place3,own:[place3.name,...place3.parts||[]].map(fold),others:place3.others.
map(name=>({name,key:fold(name)}))}),bare=key=>key.replaceAll(" ","");function rank(key,wanted3){return key===wanted3||bare(key)===bare(wanted3)?WHOLE:key.startsWith(
wanted3)?START:` ${key}`.includes(` ${wanted3}`)?WORD:wanted3.length>2&&bare(key).includes(bare(wanted3))?INSIDE:null}function near(key,wanted3){let most=slips(
wanted3);if(!most||!key)return null;let away=Math.min(apart(key,wanted3,most),...key.includes(" ")?key.split(" ").map(word=>apart(word,wanted3,most)):[]);return away>
most?null:NEAR4+away}function match(one,wanted3,loose){let how=loose?near:rank,best=null,take2=(score,by)=>{score!==null&&(!best||score<best.score)&&(best={score,
by})};for(let key of one.own)take2(how(key,wanted3),"");for(let{name,key}of one.others){let score=how(key,wanted3);take2(score===null?null:score+(loose?.5:OTHER),
name)}return best}function slipped(all3,exact,wanted3){let there=new Set(exact.map(hit=>hit.key));return all3.flatMap(one=>!one.place.key||there.has(one.place.key)||
!slips(wanted3)?[]:one.own.some(key=>apart(key,wanted3,1)===1)?[{...one.place,by:"",score:SLIP}]:[])}function search(all3,text,most){let wanted3=fold(text);if(!wanted3)
return[];let found=loose=>all3.flatMap(one=>{let how=match(one,wanted3,loose);return how?[{...one.place,by:how.by,score:how.score}]:[]}),exact=found(!1);return(exact.
length?[...exact,...slipped(all3,exact,wanted3)]:found(!0)).sort((a,b)=>a.score-b.score||a.order-b.order).slice(0,most)}var MOST3=8,WORDS=[["crossings","crossing",9],["ports","port",9],["venues","meeting place",7]],OF_NO_PART=/ (road|rail|port)$/i,all2=null;function partsOf2(layer,name){
if(layer==="venues"||/ rail$/.test(name))return[];let apart3=layer==="crossings"?/[-/()]/:/ - |[()]/;return name.replace(OF_NO_PART,"").split(apart3).filter(Boolean)}
async function featuresOf(file){return(await files.get(file)||await fetchJson(app.config.files[file])).features}async function load2(){let told2=await fetchJson(
app.config.files.finder),found=new Map;for(let[layer,word,zoom]of WORDS)for(let{properties:p,geometry}of await featuresOf(String(layer))){let place3=p.place||p.
id,key=`${layer}/${place3}`;if(found.has(key))continue;let[lon,lat]=geometry.coordinates,name=String(p.name);found.set(key,{name,note:p.kind==="strait"?"strait":
String(word),key,link:place3,lat,lon,zoom:Number(zoom),order:found.size,parts:partsOf2(String(layer),name),others:(told2.gateways[place3]||"").split("|").filter(
Boolean)})}let gateways=[...found.values()],towns=told2.towns.map(([name,country,lon,lat,zoom,link,others],at)=>({name,note:country,key:"",link:link||name,lat,lon,
zoom,order:gateways.length+at,others:others.split("|").filter(Boolean)}));return[...gateways,...towns].map(folded2)}async function find2(text,what="all"){all2||=
load2();try{let known2=await all2,gateway=one=>/^(crossings|ports)/.test(one.key);if(what==="gateways")return search(known2.filter(({place:place3})=>gateway(place3)),
text,MOST3);let hits=search(known2,text,what==="ends"?40:MOST3);if(what==="all")return hits;let ends=hits.filter(hit=>(!hit.key||gateway(hit))&&hit.note!=="stra\
it"),town=hit=>Math.floor(hit.score)*2+(hit.key?1:0);return ends.sort((a,b)=>town(a)-town(b)).slice(0,MOST3)}catch(error){throw all2=null,error}}var drawn3=item=>item.shown&&(!item.parts.length||item.parts.some(part=>app.map.hasLayer(part))),counted=item=>item.wanted&&item.crowded;function shownOf(pane){
let shown2=pane.layer.geometry==="label"?(pane.labelled||[]).length:0;for(let item of pane.items.values())(drawn3(item)||counted(item))&&(shown2+=1);return shown2}
function state(){let{command,map,parts:parts2,time}=app,on=[...panes.values()].filter(pane=>pane.on),there=pane=>pane.layer.geometry==="image"||map.getZoom()<(pane.
layer.minzoom||0)||!!files.get(fileOf(pane.layer))?.features,answerDrawn=!answers.file||answers.drawn===`${answers.file} ${command.theme}`;return{layers:Object.
fromEntries(on.map(pane=>[pane.layer.id,shownOf(pane)])),day:command?.day,worldview:command?.worldview,theme:command?.theme,title:command&&parts2.title.textContent,
waiting:asked.waiting,unanswered:hoped.size+(asked.waiting?1:0),answer:answers.file&&answers.drawn?answers.features:[],time:time?.state(),selected:app.selected,
center:map.getCenter(),zoom:map.getZoom(),labels:app.placed.map(({label,x,y,w,h,angle})=>({text:label.text,x,y,w,h,angle})),ready:!!command&&on.every(there)&&answerDrawn&&
counts.drawn>0,errors:errors.slice(),commands:counts.commands}}function wanted2(){let{day:day2,window:days2,record:record2}=app.command||{},on=[...panes.values()].
filter(pane=>pane.on);return{day:day2,window:days2,record:record2?.day,groups:app.config.groups,layers:app.config.layers.filter(layer=>layer.group).map(layer=>{
let pane=on.find(one=>one.layer.id===layer.id);return{...layer,on:!!pane,shown:pane&&layer.facts?shownOf(pane):null}})}}function ready(){return new Promise(resolve=>{
let look=()=>app.command&&state().ready?requestAnimationFrame(()=>resolve(state())):setTimeout(look,20);look()})}publish({start:begin,apply,take,choose,turn,moveDay:day2=>moveDay(day2,!0),ask:query=>tell(`!view=${query}`),light,find:find2,offerFit:offer,point,goTo:goToPlace,
lightWay,wanted:wanted2,follow,place,state,ready,picture,image:image3,holds,knows,within,get map(){return app.map}});})();
