// Tries: declares 3,500 names and uses 3,500 others that are nearly the same
// Expects: validation_error at static, high

let
aaaa0,aaaa1,aaaa2,aaaa3,aaaa4,aaaa5,aaaa6,aaaa7,aaaa8,aaaa9,
aaaa10,aaaa11,aaaa12,aaaa13,aaaa14,aaaa15,aaaa16,aaaa17,aaaa18,aaaa19,
aaaa20,aaaa21,aaaa22,aaaa23,aaaa24,aaaa25,aaaa26,aaaa27,aaaa28,aaaa29,
aaaa30,aaaa31,aaaa32,aaaa33,aaaa34,aaaa35,aaaa36,aaaa37,aaaa38,aaaa39,
aaaa40,aaaa41,aaaa42,aaaa43,aaaa44,aaaa45,aaaa46,aaaa47,aaaa48,aaaa49,
aaaa50,aaaa51,aaaa52,aaaa53,aaaa54,aaaa55,aaaa56,aaaa57,aaaa58,aaaa59,
aaaa60,aaaa61,aaaa62,aaaa63,aaaa64,aaaa65,aaaa66,aaaa67,aaaa68,aaaa69,
aaaa70,aaaa71,aaaa72,aaaa73,aaaa74,aaaa75,aaaa76,aaaa77,aaaa78,aaaa79,
aaaa80,aaaa81,aaaa82,aaaa83,aaaa84,aaaa85,aaaa86,aaaa87,aaaa88,aaaa89,
aaaa90,aaaa91,aaaa92,aaaa93,aaaa94,aaaa95,aaaa96,aaaa97,aaaa98,aaaa99,
aaaa100,aaaa101,aaaa102,aaaa103,aaaa104,aaaa105,aaaa106,aaaa107,aaaa108,aaaa109,
aaaa110,aaaa111,aaaa112,aaaa113,aaaa114,aaaa115,aaaa116,aaaa117,aaaa118,aaaa119,
aaaa120,aaaa121,aaaa122,aaaa123,aaaa124,aaaa125,aaaa126,aaaa127,aaaa128,aaaa129,
aaaa130,aaaa131,aaaa132,aaaa133,aaaa134,aaaa135,aaaa136,aaaa137,aaaa138,aaaa139,
aaaa140,aaaa141,aaaa142,aaaa143,aaaa144,aaaa145,aaaa146,aaaa147,aaaa148,aaaa149,
aaaa150,aaaa151,aaaa152,aaaa153,aaaa154,aaaa155,aaaa156,aaaa157,aaaa158,aaaa159,
aaaa160,aaaa161,aaaa162,aaaa163,aaaa164,aaaa165,aaaa166,aaaa167,aaaa168,aaaa169,
aaaa170,aaaa171,aaaa172,aaaa173,aaaa174,aaaa175,aaaa176,aaaa177,aaaa178,aaaa179,
aaaa180,aaaa181,aaaa182,aaaa183,aaaa184,aaaa185,aaaa186,aaaa187,aaaa188,aaaa189,
aaaa190,aaaa191,aaaa192,aaaa193,aaaa194,aaaa195,aaaa196,aaaa197,aaaa198,aaaa199,
aaaa200,aaaa201,aaaa202,aaaa203,aaaa204,aaaa205,aaaa206,aaaa207,aaaa208,aaaa209,
aaaa210,aaaa211,aaaa212,aaaa213,aaaa214,aaaa215,aaaa216,aaaa217,aaaa218,aaaa219,
aaaa220,aaaa221,aaaa222,aaaa223,aaaa224,aaaa225,aaaa226,aaaa227,aaaa228,aaaa229,
aaaa230,aaaa231,aaaa232,aaaa233,aaaa234,aaaa235,aaaa236,aaaa237,aaaa238,aaaa239,
aaaa240,aaaa241,aaaa242,aaaa243,aaaa244,aaaa245,aaaa246,aaaa247,aaaa248,aaaa249,
aaaa250,aaaa251,aaaa252,aaaa253,aaaa254,aaaa255,aaaa256,aaaa257,aaaa258,aaaa259,
aaaa260,aaaa261,aaaa262,aaaa263,aaaa264,aaaa265,aaaa266,aaaa267,aaaa268,aaaa269,
aaaa270,aaaa271,aaaa272,aaaa273,aaaa274,aaaa275,aaaa276,aaaa277,aaaa278,aaaa279,
aaaa280,aaaa281,aaaa282,aaaa283,aaaa284,aaaa285,aaaa286,aaaa287,aaaa288,aaaa289,
aaaa290,aaaa291,aaaa292,aaaa293,aaaa294,aaaa295,aaaa296,aaaa297,aaaa298,aaaa299,
aaaa300,aaaa301,aaaa302,aaaa303,aaaa304,aaaa305,aaaa306,aaaa307,aaaa308,aaaa309,
aaaa310,aaaa311,aaaa312,aaaa313,aaaa314,aaaa315,aaaa316,aaaa317,aaaa318,aaaa319,
aaaa320,aaaa321,aaaa322,aaaa323,aaaa324,aaaa325,aaaa326,aaaa327,aaaa328,aaaa329,
aaaa330,aaaa331,aaaa332,aaaa333,aaaa334,aaaa335,aaaa336,aaaa337,aaaa338,aaaa339,
aaaa340,aaaa341,aaaa342,aaaa343,aaaa344,aaaa345,aaaa346,aaaa347,aaaa348,aaaa349,
aaaa350,aaaa351,aaaa352,aaaa353,aaaa354,aaaa355,aaaa356,aaaa357,aaaa358,aaaa359,
aaaa360,aaaa361,aaaa362,aaaa363,aaaa364,aaaa365,aaaa366,aaaa367,aaaa368,aaaa369,
aaaa370,aaaa371,aaaa372,aaaa373,aaaa374,aaaa375,aaaa376,aaaa377,aaaa378,aaaa379,
aaaa380,aaaa381,aaaa382,aaaa383,aaaa384,aaaa385,aaaa386,aaaa387,aaaa388,aaaa389,
aaaa390,aaaa391,aaaa392,aaaa393,aaaa394,aaaa395,aaaa396,aaaa397,aaaa398,aaaa399,
aaaa400,aaaa401,aaaa402,aaaa403,aaaa404,aaaa405,aaaa406,aaaa407,aaaa408,aaaa409,
aaaa410,aaaa411,aaaa412,aaaa413,aaaa414,aaaa415,aaaa416,aaaa417,aaaa418,aaaa419,
aaaa420,aaaa421,aaaa422,aaaa423,aaaa424,aaaa425,aaaa426,aaaa427,aaaa428,aaaa429,
aaaa430,aaaa431,aaaa432,aaaa433,aaaa434,aaaa435,aaaa436,aaaa437,aaaa438,aaaa439,
aaaa440,aaaa441,aaaa442,aaaa443,aaaa444,aaaa445,aaaa446,aaaa447,aaaa448,aaaa449,
aaaa450,aaaa451,aaaa452,aaaa453,aaaa454,aaaa455,aaaa456,aaaa457,aaaa458,aaaa459,
aaaa460,aaaa461,aaaa462,aaaa463,aaaa464,aaaa465,aaaa466,aaaa467,aaaa468,aaaa469,
aaaa470,aaaa471,aaaa472,aaaa473,aaaa474,aaaa475,aaaa476,aaaa477,aaaa478,aaaa479,
aaaa480,aaaa481,aaaa482,aaaa483,aaaa484,aaaa485,aaaa486,aaaa487,aaaa488,aaaa489,
aaaa490,aaaa491,aaaa492,aaaa493,aaaa494,aaaa495,aaaa496,aaaa497,aaaa498,aaaa499,
aaaa500,aaaa501,aaaa502,aaaa503,aaaa504,aaaa505,aaaa506,aaaa507,aaaa508,aaaa509,
aaaa510,aaaa511,aaaa512,aaaa513,aaaa514,aaaa515,aaaa516,aaaa517,aaaa518,aaaa519,
aaaa520,aaaa521,aaaa522,aaaa523,aaaa524,aaaa525,aaaa526,aaaa527,aaaa528,aaaa529,
aaaa530,aaaa531,aaaa532,aaaa533,aaaa534,aaaa535,aaaa536,aaaa537,aaaa538,aaaa539,
aaaa540,aaaa541,aaaa542,aaaa543,aaaa544,aaaa545,aaaa546,aaaa547,aaaa548,aaaa549,
aaaa550,aaaa551,aaaa552,aaaa553,aaaa554,aaaa555,aaaa556,aaaa557,aaaa558,aaaa559,
aaaa560,aaaa561,aaaa562,aaaa563,aaaa564,aaaa565,aaaa566,aaaa567,aaaa568,aaaa569,
aaaa570,aaaa571,aaaa572,aaaa573,aaaa574,aaaa575,aaaa576,aaaa577,aaaa578,aaaa579,
aaaa580,aaaa581,aaaa582,aaaa583,aaaa584,aaaa585,aaaa586,aaaa587,aaaa588,aaaa589,
aaaa590,aaaa591,aaaa592,aaaa593,aaaa594,aaaa595,aaaa596,aaaa597,aaaa598,aaaa599,
aaaa600,aaaa601,aaaa602,aaaa603,aaaa604,aaaa605,aaaa606,aaaa607,aaaa608,aaaa609,
aaaa610,aaaa611,aaaa612,aaaa613,aaaa614,aaaa615,aaaa616,aaaa617,aaaa618,aaaa619,
aaaa620,aaaa621,aaaa622,aaaa623,aaaa624,aaaa625,aaaa626,aaaa627,aaaa628,aaaa629,
aaaa630,aaaa631,aaaa632,aaaa633,aaaa634,aaaa635,aaaa636,aaaa637,aaaa638,aaaa639,
aaaa640,aaaa641,aaaa642,aaaa643,aaaa644,aaaa645,aaaa646,aaaa647,aaaa648,aaaa649,
aaaa650,aaaa651,aaaa652,aaaa653,aaaa654,aaaa655,aaaa656,aaaa657,aaaa658,aaaa659,
aaaa660,aaaa661,aaaa662,aaaa663,aaaa664,aaaa665,aaaa666,aaaa667,aaaa668,aaaa669,
aaaa670,aaaa671,aaaa672,aaaa673,aaaa674,aaaa675,aaaa676,aaaa677,aaaa678,aaaa679,
aaaa680,aaaa681,aaaa682,aaaa683,aaaa684,aaaa685,aaaa686,aaaa687,aaaa688,aaaa689,
aaaa690,aaaa691,aaaa692,aaaa693,aaaa694,aaaa695,aaaa696,aaaa697,aaaa698,aaaa699,
aaaa700,aaaa701,aaaa702,aaaa703,aaaa704,aaaa705,aaaa706,aaaa707,aaaa708,aaaa709,
aaaa710,aaaa711,aaaa712,aaaa713,aaaa714,aaaa715,aaaa716,aaaa717,aaaa718,aaaa719,
aaaa720,aaaa721,aaaa722,aaaa723,aaaa724,aaaa725,aaaa726,aaaa727,aaaa728,aaaa729,
aaaa730,aaaa731,aaaa732,aaaa733,aaaa734,aaaa735,aaaa736,aaaa737,aaaa738,aaaa739,
aaaa740,aaaa741,aaaa742,aaaa743,aaaa744,aaaa745,aaaa746,aaaa747,aaaa748,aaaa749,
aaaa750,aaaa751,aaaa752,aaaa753,aaaa754,aaaa755,aaaa756,aaaa757,aaaa758,aaaa759,
aaaa760,aaaa761,aaaa762,aaaa763,aaaa764,aaaa765,aaaa766,aaaa767,aaaa768,aaaa769,
aaaa770,aaaa771,aaaa772,aaaa773,aaaa774,aaaa775,aaaa776,aaaa777,aaaa778,aaaa779,
aaaa780,aaaa781,aaaa782,aaaa783,aaaa784,aaaa785,aaaa786,aaaa787,aaaa788,aaaa789,
aaaa790,aaaa791,aaaa792,aaaa793,aaaa794,aaaa795,aaaa796,aaaa797,aaaa798,aaaa799,
aaaa800,aaaa801,aaaa802,aaaa803,aaaa804,aaaa805,aaaa806,aaaa807,aaaa808,aaaa809,
aaaa810,aaaa811,aaaa812,aaaa813,aaaa814,aaaa815,aaaa816,aaaa817,aaaa818,aaaa819,
aaaa820,aaaa821,aaaa822,aaaa823,aaaa824,aaaa825,aaaa826,aaaa827,aaaa828,aaaa829,
aaaa830,aaaa831,aaaa832,aaaa833,aaaa834,aaaa835,aaaa836,aaaa837,aaaa838,aaaa839,
aaaa840,aaaa841,aaaa842,aaaa843,aaaa844,aaaa845,aaaa846,aaaa847,aaaa848,aaaa849,
aaaa850,aaaa851,aaaa852,aaaa853,aaaa854,aaaa855,aaaa856,aaaa857,aaaa858,aaaa859,
aaaa860,aaaa861,aaaa862,aaaa863,aaaa864,aaaa865,aaaa866,aaaa867,aaaa868,aaaa869,
aaaa870,aaaa871,aaaa872,aaaa873,aaaa874,aaaa875,aaaa876,aaaa877,aaaa878,aaaa879,
aaaa880,aaaa881,aaaa882,aaaa883,aaaa884,aaaa885,aaaa886,aaaa887,aaaa888,aaaa889,
aaaa890,aaaa891,aaaa892,aaaa893,aaaa894,aaaa895,aaaa896,aaaa897,aaaa898,aaaa899,
aaaa900,aaaa901,aaaa902,aaaa903,aaaa904,aaaa905,aaaa906,aaaa907,aaaa908,aaaa909,
aaaa910,aaaa911,aaaa912,aaaa913,aaaa914,aaaa915,aaaa916,aaaa917,aaaa918,aaaa919,
aaaa920,aaaa921,aaaa922,aaaa923,aaaa924,aaaa925,aaaa926,aaaa927,aaaa928,aaaa929,
aaaa930,aaaa931,aaaa932,aaaa933,aaaa934,aaaa935,aaaa936,aaaa937,aaaa938,aaaa939,
aaaa940,aaaa941,aaaa942,aaaa943,aaaa944,aaaa945,aaaa946,aaaa947,aaaa948,aaaa949,
aaaa950,aaaa951,aaaa952,aaaa953,aaaa954,aaaa955,aaaa956,aaaa957,aaaa958,aaaa959,
aaaa960,aaaa961,aaaa962,aaaa963,aaaa964,aaaa965,aaaa966,aaaa967,aaaa968,aaaa969,
aaaa970,aaaa971,aaaa972,aaaa973,aaaa974,aaaa975,aaaa976,aaaa977,aaaa978,aaaa979,
aaaa980,aaaa981,aaaa982,aaaa983,aaaa984,aaaa985,aaaa986,aaaa987,aaaa988,aaaa989,
aaaa990,aaaa991,aaaa992,aaaa993,aaaa994,aaaa995,aaaa996,aaaa997,aaaa998,aaaa999,
aaaa1000,aaaa1001,aaaa1002,aaaa1003,aaaa1004,aaaa1005,aaaa1006,aaaa1007,aaaa1008,aaaa1009,
aaaa1010,aaaa1011,aaaa1012,aaaa1013,aaaa1014,aaaa1015,aaaa1016,aaaa1017,aaaa1018,aaaa1019,
aaaa1020,aaaa1021,aaaa1022,aaaa1023,aaaa1024,aaaa1025,aaaa1026,aaaa1027,aaaa1028,aaaa1029,
aaaa1030,aaaa1031,aaaa1032,aaaa1033,aaaa1034,aaaa1035,aaaa1036,aaaa1037,aaaa1038,aaaa1039,
aaaa1040,aaaa1041,aaaa1042,aaaa1043,aaaa1044,aaaa1045,aaaa1046,aaaa1047,aaaa1048,aaaa1049,
aaaa1050,aaaa1051,aaaa1052,aaaa1053,aaaa1054,aaaa1055,aaaa1056,aaaa1057,aaaa1058,aaaa1059,
aaaa1060,aaaa1061,aaaa1062,aaaa1063,aaaa1064,aaaa1065,aaaa1066,aaaa1067,aaaa1068,aaaa1069,
aaaa1070,aaaa1071,aaaa1072,aaaa1073,aaaa1074,aaaa1075,aaaa1076,aaaa1077,aaaa1078,aaaa1079,
aaaa1080,aaaa1081,aaaa1082,aaaa1083,aaaa1084,aaaa1085,aaaa1086,aaaa1087,aaaa1088,aaaa1089,
aaaa1090,aaaa1091,aaaa1092,aaaa1093,aaaa1094,aaaa1095,aaaa1096,aaaa1097,aaaa1098,aaaa1099,
aaaa1100,aaaa1101,aaaa1102,aaaa1103,aaaa1104,aaaa1105,aaaa1106,aaaa1107,aaaa1108,aaaa1109,
aaaa1110,aaaa1111,aaaa1112,aaaa1113,aaaa1114,aaaa1115,aaaa1116,aaaa1117,aaaa1118,aaaa1119,
aaaa1120,aaaa1121,aaaa1122,aaaa1123,aaaa1124,aaaa1125,aaaa1126,aaaa1127,aaaa1128,aaaa1129,
aaaa1130,aaaa1131,aaaa1132,aaaa1133,aaaa1134,aaaa1135,aaaa1136,aaaa1137,aaaa1138,aaaa1139,
aaaa1140,aaaa1141,aaaa1142,aaaa1143,aaaa1144,aaaa1145,aaaa1146,aaaa1147,aaaa1148,aaaa1149,
aaaa1150,aaaa1151,aaaa1152,aaaa1153,aaaa1154,aaaa1155,aaaa1156,aaaa1157,aaaa1158,aaaa1159,
aaaa1160,aaaa1161,aaaa1162,aaaa1163,aaaa1164,aaaa1165,aaaa1166,aaaa1167,aaaa1168,aaaa1169,
aaaa1170,aaaa1171,aaaa1172,aaaa1173,aaaa1174,aaaa1175,aaaa1176,aaaa1177,aaaa1178,aaaa1179,
aaaa1180,aaaa1181,aaaa1182,aaaa1183,aaaa1184,aaaa1185,aaaa1186,aaaa1187,aaaa1188,aaaa1189,
aaaa1190,aaaa1191,aaaa1192,aaaa1193,aaaa1194,aaaa1195,aaaa1196,aaaa1197,aaaa1198,aaaa1199,
aaaa1200,aaaa1201,aaaa1202,aaaa1203,aaaa1204,aaaa1205,aaaa1206,aaaa1207,aaaa1208,aaaa1209,
aaaa1210,aaaa1211,aaaa1212,aaaa1213,aaaa1214,aaaa1215,aaaa1216,aaaa1217,aaaa1218,aaaa1219,
aaaa1220,aaaa1221,aaaa1222,aaaa1223,aaaa1224,aaaa1225,aaaa1226,aaaa1227,aaaa1228,aaaa1229,
aaaa1230,aaaa1231,aaaa1232,aaaa1233,aaaa1234,aaaa1235,aaaa1236,aaaa1237,aaaa1238,aaaa1239,
aaaa1240,aaaa1241,aaaa1242,aaaa1243,aaaa1244,aaaa1245,aaaa1246,aaaa1247,aaaa1248,aaaa1249,
aaaa1250,aaaa1251,aaaa1252,aaaa1253,aaaa1254,aaaa1255,aaaa1256,aaaa1257,aaaa1258,aaaa1259,
aaaa1260,aaaa1261,aaaa1262,aaaa1263,aaaa1264,aaaa1265,aaaa1266,aaaa1267,aaaa1268,aaaa1269,
aaaa1270,aaaa1271,aaaa1272,aaaa1273,aaaa1274,aaaa1275,aaaa1276,aaaa1277,aaaa1278,aaaa1279,
aaaa1280,aaaa1281,aaaa1282,aaaa1283,aaaa1284,aaaa1285,aaaa1286,aaaa1287,aaaa1288,aaaa1289,
aaaa1290,aaaa1291,aaaa1292,aaaa1293,aaaa1294,aaaa1295,aaaa1296,aaaa1297,aaaa1298,aaaa1299,
aaaa1300,aaaa1301,aaaa1302,aaaa1303,aaaa1304,aaaa1305,aaaa1306,aaaa1307,aaaa1308,aaaa1309,
aaaa1310,aaaa1311,aaaa1312,aaaa1313,aaaa1314,aaaa1315,aaaa1316,aaaa1317,aaaa1318,aaaa1319,
aaaa1320,aaaa1321,aaaa1322,aaaa1323,aaaa1324,aaaa1325,aaaa1326,aaaa1327,aaaa1328,aaaa1329,
aaaa1330,aaaa1331,aaaa1332,aaaa1333,aaaa1334,aaaa1335,aaaa1336,aaaa1337,aaaa1338,aaaa1339,
aaaa1340,aaaa1341,aaaa1342,aaaa1343,aaaa1344,aaaa1345,aaaa1346,aaaa1347,aaaa1348,aaaa1349,
aaaa1350,aaaa1351,aaaa1352,aaaa1353,aaaa1354,aaaa1355,aaaa1356,aaaa1357,aaaa1358,aaaa1359,
aaaa1360,aaaa1361,aaaa1362,aaaa1363,aaaa1364,aaaa1365,aaaa1366,aaaa1367,aaaa1368,aaaa1369,
aaaa1370,aaaa1371,aaaa1372,aaaa1373,aaaa1374,aaaa1375,aaaa1376,aaaa1377,aaaa1378,aaaa1379,
aaaa1380,aaaa1381,aaaa1382,aaaa1383,aaaa1384,aaaa1385,aaaa1386,aaaa1387,aaaa1388,aaaa1389,
aaaa1390,aaaa1391,aaaa1392,aaaa1393,aaaa1394,aaaa1395,aaaa1396,aaaa1397,aaaa1398,aaaa1399,
aaaa1400,aaaa1401,aaaa1402,aaaa1403,aaaa1404,aaaa1405,aaaa1406,aaaa1407,aaaa1408,aaaa1409,
aaaa1410,aaaa1411,aaaa1412,aaaa1413,aaaa1414,aaaa1415,aaaa1416,aaaa1417,aaaa1418,aaaa1419,
aaaa1420,aaaa1421,aaaa1422,aaaa1423,aaaa1424,aaaa1425,aaaa1426,aaaa1427,aaaa1428,aaaa1429,
aaaa1430,aaaa1431,aaaa1432,aaaa1433,aaaa1434,aaaa1435,aaaa1436,aaaa1437,aaaa1438,aaaa1439,
aaaa1440,aaaa1441,aaaa1442,aaaa1443,aaaa1444,aaaa1445,aaaa1446,aaaa1447,aaaa1448,aaaa1449,
aaaa1450,aaaa1451,aaaa1452,aaaa1453,aaaa1454,aaaa1455,aaaa1456,aaaa1457,aaaa1458,aaaa1459,
aaaa1460,aaaa1461,aaaa1462,aaaa1463,aaaa1464,aaaa1465,aaaa1466,aaaa1467,aaaa1468,aaaa1469,
aaaa1470,aaaa1471,aaaa1472,aaaa1473,aaaa1474,aaaa1475,aaaa1476,aaaa1477,aaaa1478,aaaa1479,
aaaa1480,aaaa1481,aaaa1482,aaaa1483,aaaa1484,aaaa1485,aaaa1486,aaaa1487,aaaa1488,aaaa1489,
aaaa1490,aaaa1491,aaaa1492,aaaa1493,aaaa1494,aaaa1495,aaaa1496,aaaa1497,aaaa1498,aaaa1499,
aaaa1500,aaaa1501,aaaa1502,aaaa1503,aaaa1504,aaaa1505,aaaa1506,aaaa1507,aaaa1508,aaaa1509,
aaaa1510,aaaa1511,aaaa1512,aaaa1513,aaaa1514,aaaa1515,aaaa1516,aaaa1517,aaaa1518,aaaa1519,
aaaa1520,aaaa1521,aaaa1522,aaaa1523,aaaa1524,aaaa1525,aaaa1526,aaaa1527,aaaa1528,aaaa1529,
aaaa1530,aaaa1531,aaaa1532,aaaa1533,aaaa1534,aaaa1535,aaaa1536,aaaa1537,aaaa1538,aaaa1539,
aaaa1540,aaaa1541,aaaa1542,aaaa1543,aaaa1544,aaaa1545,aaaa1546,aaaa1547,aaaa1548,aaaa1549,
aaaa1550,aaaa1551,aaaa1552,aaaa1553,aaaa1554,aaaa1555,aaaa1556,aaaa1557,aaaa1558,aaaa1559,
aaaa1560,aaaa1561,aaaa1562,aaaa1563,aaaa1564,aaaa1565,aaaa1566,aaaa1567,aaaa1568,aaaa1569,
aaaa1570,aaaa1571,aaaa1572,aaaa1573,aaaa1574,aaaa1575,aaaa1576,aaaa1577,aaaa1578,aaaa1579,
aaaa1580,aaaa1581,aaaa1582,aaaa1583,aaaa1584,aaaa1585,aaaa1586,aaaa1587,aaaa1588,aaaa1589,
aaaa1590,aaaa1591,aaaa1592,aaaa1593,aaaa1594,aaaa1595,aaaa1596,aaaa1597,aaaa1598,aaaa1599,
aaaa1600,aaaa1601,aaaa1602,aaaa1603,aaaa1604,aaaa1605,aaaa1606,aaaa1607,aaaa1608,aaaa1609,
aaaa1610,aaaa1611,aaaa1612,aaaa1613,aaaa1614,aaaa1615,aaaa1616,aaaa1617,aaaa1618,aaaa1619,
aaaa1620,aaaa1621,aaaa1622,aaaa1623,aaaa1624,aaaa1625,aaaa1626,aaaa1627,aaaa1628,aaaa1629,
aaaa1630,aaaa1631,aaaa1632,aaaa1633,aaaa1634,aaaa1635,aaaa1636,aaaa1637,aaaa1638,aaaa1639,
aaaa1640,aaaa1641,aaaa1642,aaaa1643,aaaa1644,aaaa1645,aaaa1646,aaaa1647,aaaa1648,aaaa1649,
aaaa1650,aaaa1651,aaaa1652,aaaa1653,aaaa1654,aaaa1655,aaaa1656,aaaa1657,aaaa1658,aaaa1659,
aaaa1660,aaaa1661,aaaa1662,aaaa1663,aaaa1664,aaaa1665,aaaa1666,aaaa1667,aaaa1668,aaaa1669,
aaaa1670,aaaa1671,aaaa1672,aaaa1673,aaaa1674,aaaa1675,aaaa1676,aaaa1677,aaaa1678,aaaa1679,
aaaa1680,aaaa1681,aaaa1682,aaaa1683,aaaa1684,aaaa1685,aaaa1686,aaaa1687,aaaa1688,aaaa1689,
aaaa1690,aaaa1691,aaaa1692,aaaa1693,aaaa1694,aaaa1695,aaaa1696,aaaa1697,aaaa1698,aaaa1699,
aaaa1700,aaaa1701,aaaa1702,aaaa1703,aaaa1704,aaaa1705,aaaa1706,aaaa1707,aaaa1708,aaaa1709,
aaaa1710,aaaa1711,aaaa1712,aaaa1713,aaaa1714,aaaa1715,aaaa1716,aaaa1717,aaaa1718,aaaa1719,
aaaa1720,aaaa1721,aaaa1722,aaaa1723,aaaa1724,aaaa1725,aaaa1726,aaaa1727,aaaa1728,aaaa1729,
aaaa1730,aaaa1731,aaaa1732,aaaa1733,aaaa1734,aaaa1735,aaaa1736,aaaa1737,aaaa1738,aaaa1739,
aaaa1740,aaaa1741,aaaa1742,aaaa1743,aaaa1744,aaaa1745,aaaa1746,aaaa1747,aaaa1748,aaaa1749,
aaaa1750,aaaa1751,aaaa1752,aaaa1753,aaaa1754,aaaa1755,aaaa1756,aaaa1757,aaaa1758,aaaa1759,
aaaa1760,aaaa1761,aaaa1762,aaaa1763,aaaa1764,aaaa1765,aaaa1766,aaaa1767,aaaa1768,aaaa1769,
aaaa1770,aaaa1771,aaaa1772,aaaa1773,aaaa1774,aaaa1775,aaaa1776,aaaa1777,aaaa1778,aaaa1779,
aaaa1780,aaaa1781,aaaa1782,aaaa1783,aaaa1784,aaaa1785,aaaa1786,aaaa1787,aaaa1788,aaaa1789,
aaaa1790,aaaa1791,aaaa1792,aaaa1793,aaaa1794,aaaa1795,aaaa1796,aaaa1797,aaaa1798,aaaa1799,
aaaa1800,aaaa1801,aaaa1802,aaaa1803,aaaa1804,aaaa1805,aaaa1806,aaaa1807,aaaa1808,aaaa1809,
aaaa1810,aaaa1811,aaaa1812,aaaa1813,aaaa1814,aaaa1815,aaaa1816,aaaa1817,aaaa1818,aaaa1819,
aaaa1820,aaaa1821,aaaa1822,aaaa1823,aaaa1824,aaaa1825,aaaa1826,aaaa1827,aaaa1828,aaaa1829,
aaaa1830,aaaa1831,aaaa1832,aaaa1833,aaaa1834,aaaa1835,aaaa1836,aaaa1837,aaaa1838,aaaa1839,
aaaa1840,aaaa1841,aaaa1842,aaaa1843,aaaa1844,aaaa1845,aaaa1846,aaaa1847,aaaa1848,aaaa1849,
aaaa1850,aaaa1851,aaaa1852,aaaa1853,aaaa1854,aaaa1855,aaaa1856,aaaa1857,aaaa1858,aaaa1859,
aaaa1860,aaaa1861,aaaa1862,aaaa1863,aaaa1864,aaaa1865,aaaa1866,aaaa1867,aaaa1868,aaaa1869,
aaaa1870,aaaa1871,aaaa1872,aaaa1873,aaaa1874,aaaa1875,aaaa1876,aaaa1877,aaaa1878,aaaa1879,
aaaa1880,aaaa1881,aaaa1882,aaaa1883,aaaa1884,aaaa1885,aaaa1886,aaaa1887,aaaa1888,aaaa1889,
aaaa1890,aaaa1891,aaaa1892,aaaa1893,aaaa1894,aaaa1895,aaaa1896,aaaa1897,aaaa1898,aaaa1899,
aaaa1900,aaaa1901,aaaa1902,aaaa1903,aaaa1904,aaaa1905,aaaa1906,aaaa1907,aaaa1908,aaaa1909,
aaaa1910,aaaa1911,aaaa1912,aaaa1913,aaaa1914,aaaa1915,aaaa1916,aaaa1917,aaaa1918,aaaa1919,
aaaa1920,aaaa1921,aaaa1922,aaaa1923,aaaa1924,aaaa1925,aaaa1926,aaaa1927,aaaa1928,aaaa1929,
aaaa1930,aaaa1931,aaaa1932,aaaa1933,aaaa1934,aaaa1935,aaaa1936,aaaa1937,aaaa1938,aaaa1939,
aaaa1940,aaaa1941,aaaa1942,aaaa1943,aaaa1944,aaaa1945,aaaa1946,aaaa1947,aaaa1948,aaaa1949,
aaaa1950,aaaa1951,aaaa1952,aaaa1953,aaaa1954,aaaa1955,aaaa1956,aaaa1957,aaaa1958,aaaa1959,
aaaa1960,aaaa1961,aaaa1962,aaaa1963,aaaa1964,aaaa1965,aaaa1966,aaaa1967,aaaa1968,aaaa1969,
aaaa1970,aaaa1971,aaaa1972,aaaa1973,aaaa1974,aaaa1975,aaaa1976,aaaa1977,aaaa1978,aaaa1979,
aaaa1980,aaaa1981,aaaa1982,aaaa1983,aaaa1984,aaaa1985,aaaa1986,aaaa1987,aaaa1988,aaaa1989,
aaaa1990,aaaa1991,aaaa1992,aaaa1993,aaaa1994,aaaa1995,aaaa1996,aaaa1997,aaaa1998,aaaa1999,
aaaa2000,aaaa2001,aaaa2002,aaaa2003,aaaa2004,aaaa2005,aaaa2006,aaaa2007,aaaa2008,aaaa2009,
aaaa2010,aaaa2011,aaaa2012,aaaa2013,aaaa2014,aaaa2015,aaaa2016,aaaa2017,aaaa2018,aaaa2019,
aaaa2020,aaaa2021,aaaa2022,aaaa2023,aaaa2024,aaaa2025,aaaa2026,aaaa2027,aaaa2028,aaaa2029,
aaaa2030,aaaa2031,aaaa2032,aaaa2033,aaaa2034,aaaa2035,aaaa2036,aaaa2037,aaaa2038,aaaa2039,
aaaa2040,aaaa2041,aaaa2042,aaaa2043,aaaa2044,aaaa2045,aaaa2046,aaaa2047,aaaa2048,aaaa2049,
aaaa2050,aaaa2051,aaaa2052,aaaa2053,aaaa2054,aaaa2055,aaaa2056,aaaa2057,aaaa2058,aaaa2059,
aaaa2060,aaaa2061,aaaa2062,aaaa2063,aaaa2064,aaaa2065,aaaa2066,aaaa2067,aaaa2068,aaaa2069,
aaaa2070,aaaa2071,aaaa2072,aaaa2073,aaaa2074,aaaa2075,aaaa2076,aaaa2077,aaaa2078,aaaa2079,
aaaa2080,aaaa2081,aaaa2082,aaaa2083,aaaa2084,aaaa2085,aaaa2086,aaaa2087,aaaa2088,aaaa2089,
aaaa2090,aaaa2091,aaaa2092,aaaa2093,aaaa2094,aaaa2095,aaaa2096,aaaa2097,aaaa2098,aaaa2099,
aaaa2100,aaaa2101,aaaa2102,aaaa2103,aaaa2104,aaaa2105,aaaa2106,aaaa2107,aaaa2108,aaaa2109,
aaaa2110,aaaa2111,aaaa2112,aaaa2113,aaaa2114,aaaa2115,aaaa2116,aaaa2117,aaaa2118,aaaa2119,
aaaa2120,aaaa2121,aaaa2122,aaaa2123,aaaa2124,aaaa2125,aaaa2126,aaaa2127,aaaa2128,aaaa2129,
aaaa2130,aaaa2131,aaaa2132,aaaa2133,aaaa2134,aaaa2135,aaaa2136,aaaa2137,aaaa2138,aaaa2139,
aaaa2140,aaaa2141,aaaa2142,aaaa2143,aaaa2144,aaaa2145,aaaa2146,aaaa2147,aaaa2148,aaaa2149,
aaaa2150,aaaa2151,aaaa2152,aaaa2153,aaaa2154,aaaa2155,aaaa2156,aaaa2157,aaaa2158,aaaa2159,
aaaa2160,aaaa2161,aaaa2162,aaaa2163,aaaa2164,aaaa2165,aaaa2166,aaaa2167,aaaa2168,aaaa2169,
aaaa2170,aaaa2171,aaaa2172,aaaa2173,aaaa2174,aaaa2175,aaaa2176,aaaa2177,aaaa2178,aaaa2179,
aaaa2180,aaaa2181,aaaa2182,aaaa2183,aaaa2184,aaaa2185,aaaa2186,aaaa2187,aaaa2188,aaaa2189,
aaaa2190,aaaa2191,aaaa2192,aaaa2193,aaaa2194,aaaa2195,aaaa2196,aaaa2197,aaaa2198,aaaa2199,
aaaa2200,aaaa2201,aaaa2202,aaaa2203,aaaa2204,aaaa2205,aaaa2206,aaaa2207,aaaa2208,aaaa2209,
aaaa2210,aaaa2211,aaaa2212,aaaa2213,aaaa2214,aaaa2215,aaaa2216,aaaa2217,aaaa2218,aaaa2219,
aaaa2220,aaaa2221,aaaa2222,aaaa2223,aaaa2224,aaaa2225,aaaa2226,aaaa2227,aaaa2228,aaaa2229,
aaaa2230,aaaa2231,aaaa2232,aaaa2233,aaaa2234,aaaa2235,aaaa2236,aaaa2237,aaaa2238,aaaa2239,
aaaa2240,aaaa2241,aaaa2242,aaaa2243,aaaa2244,aaaa2245,aaaa2246,aaaa2247,aaaa2248,aaaa2249,
aaaa2250,aaaa2251,aaaa2252,aaaa2253,aaaa2254,aaaa2255,aaaa2256,aaaa2257,aaaa2258,aaaa2259,
aaaa2260,aaaa2261,aaaa2262,aaaa2263,aaaa2264,aaaa2265,aaaa2266,aaaa2267,aaaa2268,aaaa2269,
aaaa2270,aaaa2271,aaaa2272,aaaa2273,aaaa2274,aaaa2275,aaaa2276,aaaa2277,aaaa2278,aaaa2279,
aaaa2280,aaaa2281,aaaa2282,aaaa2283,aaaa2284,aaaa2285,aaaa2286,aaaa2287,aaaa2288,aaaa2289,
aaaa2290,aaaa2291,aaaa2292,aaaa2293,aaaa2294,aaaa2295,aaaa2296,aaaa2297,aaaa2298,aaaa2299,
aaaa2300,aaaa2301,aaaa2302,aaaa2303,aaaa2304,aaaa2305,aaaa2306,aaaa2307,aaaa2308,aaaa2309,
aaaa2310,aaaa2311,aaaa2312,aaaa2313,aaaa2314,aaaa2315,aaaa2316,aaaa2317,aaaa2318,aaaa2319,
aaaa2320,aaaa2321,aaaa2322,aaaa2323,aaaa2324,aaaa2325,aaaa2326,aaaa2327,aaaa2328,aaaa2329,
aaaa2330,aaaa2331,aaaa2332,aaaa2333,aaaa2334,aaaa2335,aaaa2336,aaaa2337,aaaa2338,aaaa2339,
aaaa2340,aaaa2341,aaaa2342,aaaa2343,aaaa2344,aaaa2345,aaaa2346,aaaa2347,aaaa2348,aaaa2349,
aaaa2350,aaaa2351,aaaa2352,aaaa2353,aaaa2354,aaaa2355,aaaa2356,aaaa2357,aaaa2358,aaaa2359,
aaaa2360,aaaa2361,aaaa2362,aaaa2363,aaaa2364,aaaa2365,aaaa2366,aaaa2367,aaaa2368,aaaa2369,
aaaa2370,aaaa2371,aaaa2372,aaaa2373,aaaa2374,aaaa2375,aaaa2376,aaaa2377,aaaa2378,aaaa2379,
aaaa2380,aaaa2381,aaaa2382,aaaa2383,aaaa2384,aaaa2385,aaaa2386,aaaa2387,aaaa2388,aaaa2389,
aaaa2390,aaaa2391,aaaa2392,aaaa2393,aaaa2394,aaaa2395,aaaa2396,aaaa2397,aaaa2398,aaaa2399,
aaaa2400,aaaa2401,aaaa2402,aaaa2403,aaaa2404,aaaa2405,aaaa2406,aaaa2407,aaaa2408,aaaa2409,
aaaa2410,aaaa2411,aaaa2412,aaaa2413,aaaa2414,aaaa2415,aaaa2416,aaaa2417,aaaa2418,aaaa2419,
aaaa2420,aaaa2421,aaaa2422,aaaa2423,aaaa2424,aaaa2425,aaaa2426,aaaa2427,aaaa2428,aaaa2429,
aaaa2430,aaaa2431,aaaa2432,aaaa2433,aaaa2434,aaaa2435,aaaa2436,aaaa2437,aaaa2438,aaaa2439,
aaaa2440,aaaa2441,aaaa2442,aaaa2443,aaaa2444,aaaa2445,aaaa2446,aaaa2447,aaaa2448,aaaa2449,
aaaa2450,aaaa2451,aaaa2452,aaaa2453,aaaa2454,aaaa2455,aaaa2456,aaaa2457,aaaa2458,aaaa2459,
aaaa2460,aaaa2461,aaaa2462,aaaa2463,aaaa2464,aaaa2465,aaaa2466,aaaa2467,aaaa2468,aaaa2469,
aaaa2470,aaaa2471,aaaa2472,aaaa2473,aaaa2474,aaaa2475,aaaa2476,aaaa2477,aaaa2478,aaaa2479,
aaaa2480,aaaa2481,aaaa2482,aaaa2483,aaaa2484,aaaa2485,aaaa2486,aaaa2487,aaaa2488,aaaa2489,
aaaa2490,aaaa2491,aaaa2492,aaaa2493,aaaa2494,aaaa2495,aaaa2496,aaaa2497,aaaa2498,aaaa2499,
aaaa2500,aaaa2501,aaaa2502,aaaa2503,aaaa2504,aaaa2505,aaaa2506,aaaa2507,aaaa2508,aaaa2509,
aaaa2510,aaaa2511,aaaa2512,aaaa2513,aaaa2514,aaaa2515,aaaa2516,aaaa2517,aaaa2518,aaaa2519,
aaaa2520,aaaa2521,aaaa2522,aaaa2523,aaaa2524,aaaa2525,aaaa2526,aaaa2527,aaaa2528,aaaa2529,
aaaa2530,aaaa2531,aaaa2532,aaaa2533,aaaa2534,aaaa2535,aaaa2536,aaaa2537,aaaa2538,aaaa2539,
aaaa2540,aaaa2541,aaaa2542,aaaa2543,aaaa2544,aaaa2545,aaaa2546,aaaa2547,aaaa2548,aaaa2549,
aaaa2550,aaaa2551,aaaa2552,aaaa2553,aaaa2554,aaaa2555,aaaa2556,aaaa2557,aaaa2558,aaaa2559,
aaaa2560,aaaa2561,aaaa2562,aaaa2563,aaaa2564,aaaa2565,aaaa2566,aaaa2567,aaaa2568,aaaa2569,
aaaa2570,aaaa2571,aaaa2572,aaaa2573,aaaa2574,aaaa2575,aaaa2576,aaaa2577,aaaa2578,aaaa2579,
aaaa2580,aaaa2581,aaaa2582,aaaa2583,aaaa2584,aaaa2585,aaaa2586,aaaa2587,aaaa2588,aaaa2589,
aaaa2590,aaaa2591,aaaa2592,aaaa2593,aaaa2594,aaaa2595,aaaa2596,aaaa2597,aaaa2598,aaaa2599,
aaaa2600,aaaa2601,aaaa2602,aaaa2603,aaaa2604,aaaa2605,aaaa2606,aaaa2607,aaaa2608,aaaa2609,
aaaa2610,aaaa2611,aaaa2612,aaaa2613,aaaa2614,aaaa2615,aaaa2616,aaaa2617,aaaa2618,aaaa2619,
aaaa2620,aaaa2621,aaaa2622,aaaa2623,aaaa2624,aaaa2625,aaaa2626,aaaa2627,aaaa2628,aaaa2629,
aaaa2630,aaaa2631,aaaa2632,aaaa2633,aaaa2634,aaaa2635,aaaa2636,aaaa2637,aaaa2638,aaaa2639,
aaaa2640,aaaa2641,aaaa2642,aaaa2643,aaaa2644,aaaa2645,aaaa2646,aaaa2647,aaaa2648,aaaa2649,
aaaa2650,aaaa2651,aaaa2652,aaaa2653,aaaa2654,aaaa2655,aaaa2656,aaaa2657,aaaa2658,aaaa2659,
aaaa2660,aaaa2661,aaaa2662,aaaa2663,aaaa2664,aaaa2665,aaaa2666,aaaa2667,aaaa2668,aaaa2669,
aaaa2670,aaaa2671,aaaa2672,aaaa2673,aaaa2674,aaaa2675,aaaa2676,aaaa2677,aaaa2678,aaaa2679,
aaaa2680,aaaa2681,aaaa2682,aaaa2683,aaaa2684,aaaa2685,aaaa2686,aaaa2687,aaaa2688,aaaa2689,
aaaa2690,aaaa2691,aaaa2692,aaaa2693,aaaa2694,aaaa2695,aaaa2696,aaaa2697,aaaa2698,aaaa2699,
aaaa2700,aaaa2701,aaaa2702,aaaa2703,aaaa2704,aaaa2705,aaaa2706,aaaa2707,aaaa2708,aaaa2709,
aaaa2710,aaaa2711,aaaa2712,aaaa2713,aaaa2714,aaaa2715,aaaa2716,aaaa2717,aaaa2718,aaaa2719,
aaaa2720,aaaa2721,aaaa2722,aaaa2723,aaaa2724,aaaa2725,aaaa2726,aaaa2727,aaaa2728,aaaa2729,
aaaa2730,aaaa2731,aaaa2732,aaaa2733,aaaa2734,aaaa2735,aaaa2736,aaaa2737,aaaa2738,aaaa2739,
aaaa2740,aaaa2741,aaaa2742,aaaa2743,aaaa2744,aaaa2745,aaaa2746,aaaa2747,aaaa2748,aaaa2749,
aaaa2750,aaaa2751,aaaa2752,aaaa2753,aaaa2754,aaaa2755,aaaa2756,aaaa2757,aaaa2758,aaaa2759,
aaaa2760,aaaa2761,aaaa2762,aaaa2763,aaaa2764,aaaa2765,aaaa2766,aaaa2767,aaaa2768,aaaa2769,
aaaa2770,aaaa2771,aaaa2772,aaaa2773,aaaa2774,aaaa2775,aaaa2776,aaaa2777,aaaa2778,aaaa2779,
aaaa2780,aaaa2781,aaaa2782,aaaa2783,aaaa2784,aaaa2785,aaaa2786,aaaa2787,aaaa2788,aaaa2789,
aaaa2790,aaaa2791,aaaa2792,aaaa2793,aaaa2794,aaaa2795,aaaa2796,aaaa2797,aaaa2798,aaaa2799,
aaaa2800,aaaa2801,aaaa2802,aaaa2803,aaaa2804,aaaa2805,aaaa2806,aaaa2807,aaaa2808,aaaa2809,
aaaa2810,aaaa2811,aaaa2812,aaaa2813,aaaa2814,aaaa2815,aaaa2816,aaaa2817,aaaa2818,aaaa2819,
aaaa2820,aaaa2821,aaaa2822,aaaa2823,aaaa2824,aaaa2825,aaaa2826,aaaa2827,aaaa2828,aaaa2829,
aaaa2830,aaaa2831,aaaa2832,aaaa2833,aaaa2834,aaaa2835,aaaa2836,aaaa2837,aaaa2838,aaaa2839,
aaaa2840,aaaa2841,aaaa2842,aaaa2843,aaaa2844,aaaa2845,aaaa2846,aaaa2847,aaaa2848,aaaa2849,
aaaa2850,aaaa2851,aaaa2852,aaaa2853,aaaa2854,aaaa2855,aaaa2856,aaaa2857,aaaa2858,aaaa2859,
aaaa2860,aaaa2861,aaaa2862,aaaa2863,aaaa2864,aaaa2865,aaaa2866,aaaa2867,aaaa2868,aaaa2869,
aaaa2870,aaaa2871,aaaa2872,aaaa2873,aaaa2874,aaaa2875,aaaa2876,aaaa2877,aaaa2878,aaaa2879,
aaaa2880,aaaa2881,aaaa2882,aaaa2883,aaaa2884,aaaa2885,aaaa2886,aaaa2887,aaaa2888,aaaa2889,
aaaa2890,aaaa2891,aaaa2892,aaaa2893,aaaa2894,aaaa2895,aaaa2896,aaaa2897,aaaa2898,aaaa2899,
aaaa2900,aaaa2901,aaaa2902,aaaa2903,aaaa2904,aaaa2905,aaaa2906,aaaa2907,aaaa2908,aaaa2909,
aaaa2910,aaaa2911,aaaa2912,aaaa2913,aaaa2914,aaaa2915,aaaa2916,aaaa2917,aaaa2918,aaaa2919,
aaaa2920,aaaa2921,aaaa2922,aaaa2923,aaaa2924,aaaa2925,aaaa2926,aaaa2927,aaaa2928,aaaa2929,
aaaa2930,aaaa2931,aaaa2932,aaaa2933,aaaa2934,aaaa2935,aaaa2936,aaaa2937,aaaa2938,aaaa2939,
aaaa2940,aaaa2941,aaaa2942,aaaa2943,aaaa2944,aaaa2945,aaaa2946,aaaa2947,aaaa2948,aaaa2949,
aaaa2950,aaaa2951,aaaa2952,aaaa2953,aaaa2954,aaaa2955,aaaa2956,aaaa2957,aaaa2958,aaaa2959,
aaaa2960,aaaa2961,aaaa2962,aaaa2963,aaaa2964,aaaa2965,aaaa2966,aaaa2967,aaaa2968,aaaa2969,
aaaa2970,aaaa2971,aaaa2972,aaaa2973,aaaa2974,aaaa2975,aaaa2976,aaaa2977,aaaa2978,aaaa2979,
aaaa2980,aaaa2981,aaaa2982,aaaa2983,aaaa2984,aaaa2985,aaaa2986,aaaa2987,aaaa2988,aaaa2989,
aaaa2990,aaaa2991,aaaa2992,aaaa2993,aaaa2994,aaaa2995,aaaa2996,aaaa2997,aaaa2998,aaaa2999,
aaaa3000,aaaa3001,aaaa3002,aaaa3003,aaaa3004,aaaa3005,aaaa3006,aaaa3007,aaaa3008,aaaa3009,
aaaa3010,aaaa3011,aaaa3012,aaaa3013,aaaa3014,aaaa3015,aaaa3016,aaaa3017,aaaa3018,aaaa3019,
aaaa3020,aaaa3021,aaaa3022,aaaa3023,aaaa3024,aaaa3025,aaaa3026,aaaa3027,aaaa3028,aaaa3029,
aaaa3030,aaaa3031,aaaa3032,aaaa3033,aaaa3034,aaaa3035,aaaa3036,aaaa3037,aaaa3038,aaaa3039,
aaaa3040,aaaa3041,aaaa3042,aaaa3043,aaaa3044,aaaa3045,aaaa3046,aaaa3047,aaaa3048,aaaa3049,
aaaa3050,aaaa3051,aaaa3052,aaaa3053,aaaa3054,aaaa3055,aaaa3056,aaaa3057,aaaa3058,aaaa3059,
aaaa3060,aaaa3061,aaaa3062,aaaa3063,aaaa3064,aaaa3065,aaaa3066,aaaa3067,aaaa3068,aaaa3069,
aaaa3070,aaaa3071,aaaa3072,aaaa3073,aaaa3074,aaaa3075,aaaa3076,aaaa3077,aaaa3078,aaaa3079,
aaaa3080,aaaa3081,aaaa3082,aaaa3083,aaaa3084,aaaa3085,aaaa3086,aaaa3087,aaaa3088,aaaa3089,
aaaa3090,aaaa3091,aaaa3092,aaaa3093,aaaa3094,aaaa3095,aaaa3096,aaaa3097,aaaa3098,aaaa3099,
aaaa3100,aaaa3101,aaaa3102,aaaa3103,aaaa3104,aaaa3105,aaaa3106,aaaa3107,aaaa3108,aaaa3109,
aaaa3110,aaaa3111,aaaa3112,aaaa3113,aaaa3114,aaaa3115,aaaa3116,aaaa3117,aaaa3118,aaaa3119,
aaaa3120,aaaa3121,aaaa3122,aaaa3123,aaaa3124,aaaa3125,aaaa3126,aaaa3127,aaaa3128,aaaa3129,
aaaa3130,aaaa3131,aaaa3132,aaaa3133,aaaa3134,aaaa3135,aaaa3136,aaaa3137,aaaa3138,aaaa3139,
aaaa3140,aaaa3141,aaaa3142,aaaa3143,aaaa3144,aaaa3145,aaaa3146,aaaa3147,aaaa3148,aaaa3149,
aaaa3150,aaaa3151,aaaa3152,aaaa3153,aaaa3154,aaaa3155,aaaa3156,aaaa3157,aaaa3158,aaaa3159,
aaaa3160,aaaa3161,aaaa3162,aaaa3163,aaaa3164,aaaa3165,aaaa3166,aaaa3167,aaaa3168,aaaa3169,
aaaa3170,aaaa3171,aaaa3172,aaaa3173,aaaa3174,aaaa3175,aaaa3176,aaaa3177,aaaa3178,aaaa3179,
aaaa3180,aaaa3181,aaaa3182,aaaa3183,aaaa3184,aaaa3185,aaaa3186,aaaa3187,aaaa3188,aaaa3189,
aaaa3190,aaaa3191,aaaa3192,aaaa3193,aaaa3194,aaaa3195,aaaa3196,aaaa3197,aaaa3198,aaaa3199,
aaaa3200,aaaa3201,aaaa3202,aaaa3203,aaaa3204,aaaa3205,aaaa3206,aaaa3207,aaaa3208,aaaa3209,
aaaa3210,aaaa3211,aaaa3212,aaaa3213,aaaa3214,aaaa3215,aaaa3216,aaaa3217,aaaa3218,aaaa3219,
aaaa3220,aaaa3221,aaaa3222,aaaa3223,aaaa3224,aaaa3225,aaaa3226,aaaa3227,aaaa3228,aaaa3229,
aaaa3230,aaaa3231,aaaa3232,aaaa3233,aaaa3234,aaaa3235,aaaa3236,aaaa3237,aaaa3238,aaaa3239,
aaaa3240,aaaa3241,aaaa3242,aaaa3243,aaaa3244,aaaa3245,aaaa3246,aaaa3247,aaaa3248,aaaa3249,
aaaa3250,aaaa3251,aaaa3252,aaaa3253,aaaa3254,aaaa3255,aaaa3256,aaaa3257,aaaa3258,aaaa3259,
aaaa3260,aaaa3261,aaaa3262,aaaa3263,aaaa3264,aaaa3265,aaaa3266,aaaa3267,aaaa3268,aaaa3269,
aaaa3270,aaaa3271,aaaa3272,aaaa3273,aaaa3274,aaaa3275,aaaa3276,aaaa3277,aaaa3278,aaaa3279,
aaaa3280,aaaa3281,aaaa3282,aaaa3283,aaaa3284,aaaa3285,aaaa3286,aaaa3287,aaaa3288,aaaa3289,
aaaa3290,aaaa3291,aaaa3292,aaaa3293,aaaa3294,aaaa3295,aaaa3296,aaaa3297,aaaa3298,aaaa3299,
aaaa3300,aaaa3301,aaaa3302,aaaa3303,aaaa3304,aaaa3305,aaaa3306,aaaa3307,aaaa3308,aaaa3309,
aaaa3310,aaaa3311,aaaa3312,aaaa3313,aaaa3314,aaaa3315,aaaa3316,aaaa3317,aaaa3318,aaaa3319,
aaaa3320,aaaa3321,aaaa3322,aaaa3323,aaaa3324,aaaa3325,aaaa3326,aaaa3327,aaaa3328,aaaa3329,
aaaa3330,aaaa3331,aaaa3332,aaaa3333,aaaa3334,aaaa3335,aaaa3336,aaaa3337,aaaa3338,aaaa3339,
aaaa3340,aaaa3341,aaaa3342,aaaa3343,aaaa3344,aaaa3345,aaaa3346,aaaa3347,aaaa3348,aaaa3349,
aaaa3350,aaaa3351,aaaa3352,aaaa3353,aaaa3354,aaaa3355,aaaa3356,aaaa3357,aaaa3358,aaaa3359,
aaaa3360,aaaa3361,aaaa3362,aaaa3363,aaaa3364,aaaa3365,aaaa3366,aaaa3367,aaaa3368,aaaa3369,
aaaa3370,aaaa3371,aaaa3372,aaaa3373,aaaa3374,aaaa3375,aaaa3376,aaaa3377,aaaa3378,aaaa3379,
aaaa3380,aaaa3381,aaaa3382,aaaa3383,aaaa3384,aaaa3385,aaaa3386,aaaa3387,aaaa3388,aaaa3389,
aaaa3390,aaaa3391,aaaa3392,aaaa3393,aaaa3394,aaaa3395,aaaa3396,aaaa3397,aaaa3398,aaaa3399,
aaaa3400,aaaa3401,aaaa3402,aaaa3403,aaaa3404,aaaa3405,aaaa3406,aaaa3407,aaaa3408,aaaa3409,
aaaa3410,aaaa3411,aaaa3412,aaaa3413,aaaa3414,aaaa3415,aaaa3416,aaaa3417,aaaa3418,aaaa3419,
aaaa3420,aaaa3421,aaaa3422,aaaa3423,aaaa3424,aaaa3425,aaaa3426,aaaa3427,aaaa3428,aaaa3429,
aaaa3430,aaaa3431,aaaa3432,aaaa3433,aaaa3434,aaaa3435,aaaa3436,aaaa3437,aaaa3438,aaaa3439,
aaaa3440,aaaa3441,aaaa3442,aaaa3443,aaaa3444,aaaa3445,aaaa3446,aaaa3447,aaaa3448,aaaa3449,
aaaa3450,aaaa3451,aaaa3452,aaaa3453,aaaa3454,aaaa3455,aaaa3456,aaaa3457,aaaa3458,aaaa3459,
aaaa3460,aaaa3461,aaaa3462,aaaa3463,aaaa3464,aaaa3465,aaaa3466,aaaa3467,aaaa3468,aaaa3469,
aaaa3470,aaaa3471,aaaa3472,aaaa3473,aaaa3474,aaaa3475,aaaa3476,aaaa3477,aaaa3478,aaaa3479,
aaaa3480,aaaa3481,aaaa3482,aaaa3483,aaaa3484,aaaa3485,aaaa3486,aaaa3487,aaaa3488,aaaa3489,
aaaa3490,aaaa3491,aaaa3492,aaaa3493,aaaa3494,aaaa3495,aaaa3496,aaaa3497,aaaa3498,aaaa3499;
bbbb0; bbbb1; bbbb2; bbbb3; bbbb4; bbbb5; bbbb6; bbbb7; bbbb8; bbbb9;
bbbb10; bbbb11; bbbb12; bbbb13; bbbb14; bbbb15; bbbb16; bbbb17; bbbb18; bbbb19;
bbbb20; bbbb21; bbbb22; bbbb23; bbbb24; bbbb25; bbbb26; bbbb27; bbbb28; bbbb29;
bbbb30; bbbb31; bbbb32; bbbb33; bbbb34; bbbb35; bbbb36; bbbb37; bbbb38; bbbb39;
bbbb40; bbbb41; bbbb42; bbbb43; bbbb44; bbbb45; bbbb46; bbbb47; bbbb48; bbbb49;
bbbb50; bbbb51; bbbb52; bbbb53; bbbb54; bbbb55; bbbb56; bbbb57; bbbb58; bbbb59;
bbbb60; bbbb61; bbbb62; bbbb63; bbbb64; bbbb65; bbbb66; bbbb67; bbbb68; bbbb69;
bbbb70; bbbb71; bbbb72; bbbb73; bbbb74; bbbb75; bbbb76; bbbb77; bbbb78; bbbb79;
bbbb80; bbbb81; bbbb82; bbbb83; bbbb84; bbbb85; bbbb86; bbbb87; bbbb88; bbbb89;
bbbb90; bbbb91; bbbb92; bbbb93; bbbb94; bbbb95; bbbb96; bbbb97; bbbb98; bbbb99;
bbbb100; bbbb101; bbbb102; bbbb103; bbbb104; bbbb105; bbbb106; bbbb107; bbbb108; bbbb109;
bbbb110; bbbb111; bbbb112; bbbb113; bbbb114; bbbb115; bbbb116; bbbb117; bbbb118; bbbb119;
bbbb120; bbbb121; bbbb122; bbbb123; bbbb124; bbbb125; bbbb126; bbbb127; bbbb128; bbbb129;
bbbb130; bbbb131; bbbb132; bbbb133; bbbb134; bbbb135; bbbb136; bbbb137; bbbb138; bbbb139;
bbbb140; bbbb141; bbbb142; bbbb143; bbbb144; bbbb145; bbbb146; bbbb147; bbbb148; bbbb149;
bbbb150; bbbb151; bbbb152; bbbb153; bbbb154; bbbb155; bbbb156; bbbb157; bbbb158; bbbb159;
bbbb160; bbbb161; bbbb162; bbbb163; bbbb164; bbbb165; bbbb166; bbbb167; bbbb168; bbbb169;
bbbb170; bbbb171; bbbb172; bbbb173; bbbb174; bbbb175; bbbb176; bbbb177; bbbb178; bbbb179;
bbbb180; bbbb181; bbbb182; bbbb183; bbbb184; bbbb185; bbbb186; bbbb187; bbbb188; bbbb189;
bbbb190; bbbb191; bbbb192; bbbb193; bbbb194; bbbb195; bbbb196; bbbb197; bbbb198; bbbb199;
bbbb200; bbbb201; bbbb202; bbbb203; bbbb204; bbbb205; bbbb206; bbbb207; bbbb208; bbbb209;
bbbb210; bbbb211; bbbb212; bbbb213; bbbb214; bbbb215; bbbb216; bbbb217; bbbb218; bbbb219;
bbbb220; bbbb221; bbbb222; bbbb223; bbbb224; bbbb225; bbbb226; bbbb227; bbbb228; bbbb229;
bbbb230; bbbb231; bbbb232; bbbb233; bbbb234; bbbb235; bbbb236; bbbb237; bbbb238; bbbb239;
bbbb240; bbbb241; bbbb242; bbbb243; bbbb244; bbbb245; bbbb246; bbbb247; bbbb248; bbbb249;
bbbb250; bbbb251; bbbb252; bbbb253; bbbb254; bbbb255; bbbb256; bbbb257; bbbb258; bbbb259;
bbbb260; bbbb261; bbbb262; bbbb263; bbbb264; bbbb265; bbbb266; bbbb267; bbbb268; bbbb269;
bbbb270; bbbb271; bbbb272; bbbb273; bbbb274; bbbb275; bbbb276; bbbb277; bbbb278; bbbb279;
bbbb280; bbbb281; bbbb282; bbbb283; bbbb284; bbbb285; bbbb286; bbbb287; bbbb288; bbbb289;
bbbb290; bbbb291; bbbb292; bbbb293; bbbb294; bbbb295; bbbb296; bbbb297; bbbb298; bbbb299;
bbbb300; bbbb301; bbbb302; bbbb303; bbbb304; bbbb305; bbbb306; bbbb307; bbbb308; bbbb309;
bbbb310; bbbb311; bbbb312; bbbb313; bbbb314; bbbb315; bbbb316; bbbb317; bbbb318; bbbb319;
bbbb320; bbbb321; bbbb322; bbbb323; bbbb324; bbbb325; bbbb326; bbbb327; bbbb328; bbbb329;
bbbb330; bbbb331; bbbb332; bbbb333; bbbb334; bbbb335; bbbb336; bbbb337; bbbb338; bbbb339;
bbbb340; bbbb341; bbbb342; bbbb343; bbbb344; bbbb345; bbbb346; bbbb347; bbbb348; bbbb349;
bbbb350; bbbb351; bbbb352; bbbb353; bbbb354; bbbb355; bbbb356; bbbb357; bbbb358; bbbb359;
bbbb360; bbbb361; bbbb362; bbbb363; bbbb364; bbbb365; bbbb366; bbbb367; bbbb368; bbbb369;
bbbb370; bbbb371; bbbb372; bbbb373; bbbb374; bbbb375; bbbb376; bbbb377; bbbb378; bbbb379;
bbbb380; bbbb381; bbbb382; bbbb383; bbbb384; bbbb385; bbbb386; bbbb387; bbbb388; bbbb389;
bbbb390; bbbb391; bbbb392; bbbb393; bbbb394; bbbb395; bbbb396; bbbb397; bbbb398; bbbb399;
bbbb400; bbbb401; bbbb402; bbbb403; bbbb404; bbbb405; bbbb406; bbbb407; bbbb408; bbbb409;
bbbb410; bbbb411; bbbb412; bbbb413; bbbb414; bbbb415; bbbb416; bbbb417; bbbb418; bbbb419;
bbbb420; bbbb421; bbbb422; bbbb423; bbbb424; bbbb425; bbbb426; bbbb427; bbbb428; bbbb429;
bbbb430; bbbb431; bbbb432; bbbb433; bbbb434; bbbb435; bbbb436; bbbb437; bbbb438; bbbb439;
bbbb440; bbbb441; bbbb442; bbbb443; bbbb444; bbbb445; bbbb446; bbbb447; bbbb448; bbbb449;
bbbb450; bbbb451; bbbb452; bbbb453; bbbb454; bbbb455; bbbb456; bbbb457; bbbb458; bbbb459;
bbbb460; bbbb461; bbbb462; bbbb463; bbbb464; bbbb465; bbbb466; bbbb467; bbbb468; bbbb469;
bbbb470; bbbb471; bbbb472; bbbb473; bbbb474; bbbb475; bbbb476; bbbb477; bbbb478; bbbb479;
bbbb480; bbbb481; bbbb482; bbbb483; bbbb484; bbbb485; bbbb486; bbbb487; bbbb488; bbbb489;
bbbb490; bbbb491; bbbb492; bbbb493; bbbb494; bbbb495; bbbb496; bbbb497; bbbb498; bbbb499;
bbbb500; bbbb501; bbbb502; bbbb503; bbbb504; bbbb505; bbbb506; bbbb507; bbbb508; bbbb509;
bbbb510; bbbb511; bbbb512; bbbb513; bbbb514; bbbb515; bbbb516; bbbb517; bbbb518; bbbb519;
bbbb520; bbbb521; bbbb522; bbbb523; bbbb524; bbbb525; bbbb526; bbbb527; bbbb528; bbbb529;
bbbb530; bbbb531; bbbb532; bbbb533; bbbb534; bbbb535; bbbb536; bbbb537; bbbb538; bbbb539;
bbbb540; bbbb541; bbbb542; bbbb543; bbbb544; bbbb545; bbbb546; bbbb547; bbbb548; bbbb549;
bbbb550; bbbb551; bbbb552; bbbb553; bbbb554; bbbb555; bbbb556; bbbb557; bbbb558; bbbb559;
bbbb560; bbbb561; bbbb562; bbbb563; bbbb564; bbbb565; bbbb566; bbbb567; bbbb568; bbbb569;
bbbb570; bbbb571; bbbb572; bbbb573; bbbb574; bbbb575; bbbb576; bbbb577; bbbb578; bbbb579;
bbbb580; bbbb581; bbbb582; bbbb583; bbbb584; bbbb585; bbbb586; bbbb587; bbbb588; bbbb589;
bbbb590; bbbb591; bbbb592; bbbb593; bbbb594; bbbb595; bbbb596; bbbb597; bbbb598; bbbb599;
bbbb600; bbbb601; bbbb602; bbbb603; bbbb604; bbbb605; bbbb606; bbbb607; bbbb608; bbbb609;
bbbb610; bbbb611; bbbb612; bbbb613; bbbb614; bbbb615; bbbb616; bbbb617; bbbb618; bbbb619;
bbbb620; bbbb621; bbbb622; bbbb623; bbbb624; bbbb625; bbbb626; bbbb627; bbbb628; bbbb629;
bbbb630; bbbb631; bbbb632; bbbb633; bbbb634; bbbb635; bbbb636; bbbb637; bbbb638; bbbb639;
bbbb640; bbbb641; bbbb642; bbbb643; bbbb644; bbbb645; bbbb646; bbbb647; bbbb648; bbbb649;
bbbb650; bbbb651; bbbb652; bbbb653; bbbb654; bbbb655; bbbb656; bbbb657; bbbb658; bbbb659;
bbbb660; bbbb661; bbbb662; bbbb663; bbbb664; bbbb665; bbbb666; bbbb667; bbbb668; bbbb669;
bbbb670; bbbb671; bbbb672; bbbb673; bbbb674; bbbb675; bbbb676; bbbb677; bbbb678; bbbb679;
bbbb680; bbbb681; bbbb682; bbbb683; bbbb684; bbbb685; bbbb686; bbbb687; bbbb688; bbbb689;
bbbb690; bbbb691; bbbb692; bbbb693; bbbb694; bbbb695; bbbb696; bbbb697; bbbb698; bbbb699;
bbbb700; bbbb701; bbbb702; bbbb703; bbbb704; bbbb705; bbbb706; bbbb707; bbbb708; bbbb709;
bbbb710; bbbb711; bbbb712; bbbb713; bbbb714; bbbb715; bbbb716; bbbb717; bbbb718; bbbb719;
bbbb720; bbbb721; bbbb722; bbbb723; bbbb724; bbbb725; bbbb726; bbbb727; bbbb728; bbbb729;
bbbb730; bbbb731; bbbb732; bbbb733; bbbb734; bbbb735; bbbb736; bbbb737; bbbb738; bbbb739;
bbbb740; bbbb741; bbbb742; bbbb743; bbbb744; bbbb745; bbbb746; bbbb747; bbbb748; bbbb749;
bbbb750; bbbb751; bbbb752; bbbb753; bbbb754; bbbb755; bbbb756; bbbb757; bbbb758; bbbb759;
bbbb760; bbbb761; bbbb762; bbbb763; bbbb764; bbbb765; bbbb766; bbbb767; bbbb768; bbbb769;
bbbb770; bbbb771; bbbb772; bbbb773; bbbb774; bbbb775; bbbb776; bbbb777; bbbb778; bbbb779;
bbbb780; bbbb781; bbbb782; bbbb783; bbbb784; bbbb785; bbbb786; bbbb787; bbbb788; bbbb789;
bbbb790; bbbb791; bbbb792; bbbb793; bbbb794; bbbb795; bbbb796; bbbb797; bbbb798; bbbb799;
bbbb800; bbbb801; bbbb802; bbbb803; bbbb804; bbbb805; bbbb806; bbbb807; bbbb808; bbbb809;
bbbb810; bbbb811; bbbb812; bbbb813; bbbb814; bbbb815; bbbb816; bbbb817; bbbb818; bbbb819;
bbbb820; bbbb821; bbbb822; bbbb823; bbbb824; bbbb825; bbbb826; bbbb827; bbbb828; bbbb829;
bbbb830; bbbb831; bbbb832; bbbb833; bbbb834; bbbb835; bbbb836; bbbb837; bbbb838; bbbb839;
bbbb840; bbbb841; bbbb842; bbbb843; bbbb844; bbbb845; bbbb846; bbbb847; bbbb848; bbbb849;
bbbb850; bbbb851; bbbb852; bbbb853; bbbb854; bbbb855; bbbb856; bbbb857; bbbb858; bbbb859;
bbbb860; bbbb861; bbbb862; bbbb863; bbbb864; bbbb865; bbbb866; bbbb867; bbbb868; bbbb869;
bbbb870; bbbb871; bbbb872; bbbb873; bbbb874; bbbb875; bbbb876; bbbb877; bbbb878; bbbb879;
bbbb880; bbbb881; bbbb882; bbbb883; bbbb884; bbbb885; bbbb886; bbbb887; bbbb888; bbbb889;
bbbb890; bbbb891; bbbb892; bbbb893; bbbb894; bbbb895; bbbb896; bbbb897; bbbb898; bbbb899;
bbbb900; bbbb901; bbbb902; bbbb903; bbbb904; bbbb905; bbbb906; bbbb907; bbbb908; bbbb909;
bbbb910; bbbb911; bbbb912; bbbb913; bbbb914; bbbb915; bbbb916; bbbb917; bbbb918; bbbb919;
bbbb920; bbbb921; bbbb922; bbbb923; bbbb924; bbbb925; bbbb926; bbbb927; bbbb928; bbbb929;
bbbb930; bbbb931; bbbb932; bbbb933; bbbb934; bbbb935; bbbb936; bbbb937; bbbb938; bbbb939;
bbbb940; bbbb941; bbbb942; bbbb943; bbbb944; bbbb945; bbbb946; bbbb947; bbbb948; bbbb949;
bbbb950; bbbb951; bbbb952; bbbb953; bbbb954; bbbb955; bbbb956; bbbb957; bbbb958; bbbb959;
bbbb960; bbbb961; bbbb962; bbbb963; bbbb964; bbbb965; bbbb966; bbbb967; bbbb968; bbbb969;
bbbb970; bbbb971; bbbb972; bbbb973; bbbb974; bbbb975; bbbb976; bbbb977; bbbb978; bbbb979;
bbbb980; bbbb981; bbbb982; bbbb983; bbbb984; bbbb985; bbbb986; bbbb987; bbbb988; bbbb989;
bbbb990; bbbb991; bbbb992; bbbb993; bbbb994; bbbb995; bbbb996; bbbb997; bbbb998; bbbb999;
bbbb1000; bbbb1001; bbbb1002; bbbb1003; bbbb1004; bbbb1005; bbbb1006; bbbb1007; bbbb1008; bbbb1009;
bbbb1010; bbbb1011; bbbb1012; bbbb1013; bbbb1014; bbbb1015; bbbb1016; bbbb1017; bbbb1018; bbbb1019;
bbbb1020; bbbb1021; bbbb1022; bbbb1023; bbbb1024; bbbb1025; bbbb1026; bbbb1027; bbbb1028; bbbb1029;
bbbb1030; bbbb1031; bbbb1032; bbbb1033; bbbb1034; bbbb1035; bbbb1036; bbbb1037; bbbb1038; bbbb1039;
bbbb1040; bbbb1041; bbbb1042; bbbb1043; bbbb1044; bbbb1045; bbbb1046; bbbb1047; bbbb1048; bbbb1049;
bbbb1050; bbbb1051; bbbb1052; bbbb1053; bbbb1054; bbbb1055; bbbb1056; bbbb1057; bbbb1058; bbbb1059;
bbbb1060; bbbb1061; bbbb1062; bbbb1063; bbbb1064; bbbb1065; bbbb1066; bbbb1067; bbbb1068; bbbb1069;
bbbb1070; bbbb1071; bbbb1072; bbbb1073; bbbb1074; bbbb1075; bbbb1076; bbbb1077; bbbb1078; bbbb1079;
bbbb1080; bbbb1081; bbbb1082; bbbb1083; bbbb1084; bbbb1085; bbbb1086; bbbb1087; bbbb1088; bbbb1089;
bbbb1090; bbbb1091; bbbb1092; bbbb1093; bbbb1094; bbbb1095; bbbb1096; bbbb1097; bbbb1098; bbbb1099;
bbbb1100; bbbb1101; bbbb1102; bbbb1103; bbbb1104; bbbb1105; bbbb1106; bbbb1107; bbbb1108; bbbb1109;
bbbb1110; bbbb1111; bbbb1112; bbbb1113; bbbb1114; bbbb1115; bbbb1116; bbbb1117; bbbb1118; bbbb1119;
bbbb1120; bbbb1121; bbbb1122; bbbb1123; bbbb1124; bbbb1125; bbbb1126; bbbb1127; bbbb1128; bbbb1129;
bbbb1130; bbbb1131; bbbb1132; bbbb1133; bbbb1134; bbbb1135; bbbb1136; bbbb1137; bbbb1138; bbbb1139;
bbbb1140; bbbb1141; bbbb1142; bbbb1143; bbbb1144; bbbb1145; bbbb1146; bbbb1147; bbbb1148; bbbb1149;
bbbb1150; bbbb1151; bbbb1152; bbbb1153; bbbb1154; bbbb1155; bbbb1156; bbbb1157; bbbb1158; bbbb1159;
bbbb1160; bbbb1161; bbbb1162; bbbb1163; bbbb1164; bbbb1165; bbbb1166; bbbb1167; bbbb1168; bbbb1169;
bbbb1170; bbbb1171; bbbb1172; bbbb1173; bbbb1174; bbbb1175; bbbb1176; bbbb1177; bbbb1178; bbbb1179;
bbbb1180; bbbb1181; bbbb1182; bbbb1183; bbbb1184; bbbb1185; bbbb1186; bbbb1187; bbbb1188; bbbb1189;
bbbb1190; bbbb1191; bbbb1192; bbbb1193; bbbb1194; bbbb1195; bbbb1196; bbbb1197; bbbb1198; bbbb1199;
bbbb1200; bbbb1201; bbbb1202; bbbb1203; bbbb1204; bbbb1205; bbbb1206; bbbb1207; bbbb1208; bbbb1209;
bbbb1210; bbbb1211; bbbb1212; bbbb1213; bbbb1214; bbbb1215; bbbb1216; bbbb1217; bbbb1218; bbbb1219;
bbbb1220; bbbb1221; bbbb1222; bbbb1223; bbbb1224; bbbb1225; bbbb1226; bbbb1227; bbbb1228; bbbb1229;
bbbb1230; bbbb1231; bbbb1232; bbbb1233; bbbb1234; bbbb1235; bbbb1236; bbbb1237; bbbb1238; bbbb1239;
bbbb1240; bbbb1241; bbbb1242; bbbb1243; bbbb1244; bbbb1245; bbbb1246; bbbb1247; bbbb1248; bbbb1249;
bbbb1250; bbbb1251; bbbb1252; bbbb1253; bbbb1254; bbbb1255; bbbb1256; bbbb1257; bbbb1258; bbbb1259;
bbbb1260; bbbb1261; bbbb1262; bbbb1263; bbbb1264; bbbb1265; bbbb1266; bbbb1267; bbbb1268; bbbb1269;
bbbb1270; bbbb1271; bbbb1272; bbbb1273; bbbb1274; bbbb1275; bbbb1276; bbbb1277; bbbb1278; bbbb1279;
bbbb1280; bbbb1281; bbbb1282; bbbb1283; bbbb1284; bbbb1285; bbbb1286; bbbb1287; bbbb1288; bbbb1289;
bbbb1290; bbbb1291; bbbb1292; bbbb1293; bbbb1294; bbbb1295; bbbb1296; bbbb1297; bbbb1298; bbbb1299;
bbbb1300; bbbb1301; bbbb1302; bbbb1303; bbbb1304; bbbb1305; bbbb1306; bbbb1307; bbbb1308; bbbb1309;
bbbb1310; bbbb1311; bbbb1312; bbbb1313; bbbb1314; bbbb1315; bbbb1316; bbbb1317; bbbb1318; bbbb1319;
bbbb1320; bbbb1321; bbbb1322; bbbb1323; bbbb1324; bbbb1325; bbbb1326; bbbb1327; bbbb1328; bbbb1329;
bbbb1330; bbbb1331; bbbb1332; bbbb1333; bbbb1334; bbbb1335; bbbb1336; bbbb1337; bbbb1338; bbbb1339;
bbbb1340; bbbb1341; bbbb1342; bbbb1343; bbbb1344; bbbb1345; bbbb1346; bbbb1347; bbbb1348; bbbb1349;
bbbb1350; bbbb1351; bbbb1352; bbbb1353; bbbb1354; bbbb1355; bbbb1356; bbbb1357; bbbb1358; bbbb1359;
bbbb1360; bbbb1361; bbbb1362; bbbb1363; bbbb1364; bbbb1365; bbbb1366; bbbb1367; bbbb1368; bbbb1369;
bbbb1370; bbbb1371; bbbb1372; bbbb1373; bbbb1374; bbbb1375; bbbb1376; bbbb1377; bbbb1378; bbbb1379;
bbbb1380; bbbb1381; bbbb1382; bbbb1383; bbbb1384; bbbb1385; bbbb1386; bbbb1387; bbbb1388; bbbb1389;
bbbb1390; bbbb1391; bbbb1392; bbbb1393; bbbb1394; bbbb1395; bbbb1396; bbbb1397; bbbb1398; bbbb1399;
bbbb1400; bbbb1401; bbbb1402; bbbb1403; bbbb1404; bbbb1405; bbbb1406; bbbb1407; bbbb1408; bbbb1409;
bbbb1410; bbbb1411; bbbb1412; bbbb1413; bbbb1414; bbbb1415; bbbb1416; bbbb1417; bbbb1418; bbbb1419;
bbbb1420; bbbb1421; bbbb1422; bbbb1423; bbbb1424; bbbb1425; bbbb1426; bbbb1427; bbbb1428; bbbb1429;
bbbb1430; bbbb1431; bbbb1432; bbbb1433; bbbb1434; bbbb1435; bbbb1436; bbbb1437; bbbb1438; bbbb1439;
bbbb1440; bbbb1441; bbbb1442; bbbb1443; bbbb1444; bbbb1445; bbbb1446; bbbb1447; bbbb1448; bbbb1449;
bbbb1450; bbbb1451; bbbb1452; bbbb1453; bbbb1454; bbbb1455; bbbb1456; bbbb1457; bbbb1458; bbbb1459;
bbbb1460; bbbb1461; bbbb1462; bbbb1463; bbbb1464; bbbb1465; bbbb1466; bbbb1467; bbbb1468; bbbb1469;
bbbb1470; bbbb1471; bbbb1472; bbbb1473; bbbb1474; bbbb1475; bbbb1476; bbbb1477; bbbb1478; bbbb1479;
bbbb1480; bbbb1481; bbbb1482; bbbb1483; bbbb1484; bbbb1485; bbbb1486; bbbb1487; bbbb1488; bbbb1489;
bbbb1490; bbbb1491; bbbb1492; bbbb1493; bbbb1494; bbbb1495; bbbb1496; bbbb1497; bbbb1498; bbbb1499;
bbbb1500; bbbb1501; bbbb1502; bbbb1503; bbbb1504; bbbb1505; bbbb1506; bbbb1507; bbbb1508; bbbb1509;
bbbb1510; bbbb1511; bbbb1512; bbbb1513; bbbb1514; bbbb1515; bbbb1516; bbbb1517; bbbb1518; bbbb1519;
bbbb1520; bbbb1521; bbbb1522; bbbb1523; bbbb1524; bbbb1525; bbbb1526; bbbb1527; bbbb1528; bbbb1529;
bbbb1530; bbbb1531; bbbb1532; bbbb1533; bbbb1534; bbbb1535; bbbb1536; bbbb1537; bbbb1538; bbbb1539;
bbbb1540; bbbb1541; bbbb1542; bbbb1543; bbbb1544; bbbb1545; bbbb1546; bbbb1547; bbbb1548; bbbb1549;
bbbb1550; bbbb1551; bbbb1552; bbbb1553; bbbb1554; bbbb1555; bbbb1556; bbbb1557; bbbb1558; bbbb1559;
bbbb1560; bbbb1561; bbbb1562; bbbb1563; bbbb1564; bbbb1565; bbbb1566; bbbb1567; bbbb1568; bbbb1569;
bbbb1570; bbbb1571; bbbb1572; bbbb1573; bbbb1574; bbbb1575; bbbb1576; bbbb1577; bbbb1578; bbbb1579;
bbbb1580; bbbb1581; bbbb1582; bbbb1583; bbbb1584; bbbb1585; bbbb1586; bbbb1587; bbbb1588; bbbb1589;
bbbb1590; bbbb1591; bbbb1592; bbbb1593; bbbb1594; bbbb1595; bbbb1596; bbbb1597; bbbb1598; bbbb1599;
bbbb1600; bbbb1601; bbbb1602; bbbb1603; bbbb1604; bbbb1605; bbbb1606; bbbb1607; bbbb1608; bbbb1609;
bbbb1610; bbbb1611; bbbb1612; bbbb1613; bbbb1614; bbbb1615; bbbb1616; bbbb1617; bbbb1618; bbbb1619;
bbbb1620; bbbb1621; bbbb1622; bbbb1623; bbbb1624; bbbb1625; bbbb1626; bbbb1627; bbbb1628; bbbb1629;
bbbb1630; bbbb1631; bbbb1632; bbbb1633; bbbb1634; bbbb1635; bbbb1636; bbbb1637; bbbb1638; bbbb1639;
bbbb1640; bbbb1641; bbbb1642; bbbb1643; bbbb1644; bbbb1645; bbbb1646; bbbb1647; bbbb1648; bbbb1649;
bbbb1650; bbbb1651; bbbb1652; bbbb1653; bbbb1654; bbbb1655; bbbb1656; bbbb1657; bbbb1658; bbbb1659;
bbbb1660; bbbb1661; bbbb1662; bbbb1663; bbbb1664; bbbb1665; bbbb1666; bbbb1667; bbbb1668; bbbb1669;
bbbb1670; bbbb1671; bbbb1672; bbbb1673; bbbb1674; bbbb1675; bbbb1676; bbbb1677; bbbb1678; bbbb1679;
bbbb1680; bbbb1681; bbbb1682; bbbb1683; bbbb1684; bbbb1685; bbbb1686; bbbb1687; bbbb1688; bbbb1689;
bbbb1690; bbbb1691; bbbb1692; bbbb1693; bbbb1694; bbbb1695; bbbb1696; bbbb1697; bbbb1698; bbbb1699;
bbbb1700; bbbb1701; bbbb1702; bbbb1703; bbbb1704; bbbb1705; bbbb1706; bbbb1707; bbbb1708; bbbb1709;
bbbb1710; bbbb1711; bbbb1712; bbbb1713; bbbb1714; bbbb1715; bbbb1716; bbbb1717; bbbb1718; bbbb1719;
bbbb1720; bbbb1721; bbbb1722; bbbb1723; bbbb1724; bbbb1725; bbbb1726; bbbb1727; bbbb1728; bbbb1729;
bbbb1730; bbbb1731; bbbb1732; bbbb1733; bbbb1734; bbbb1735; bbbb1736; bbbb1737; bbbb1738; bbbb1739;
bbbb1740; bbbb1741; bbbb1742; bbbb1743; bbbb1744; bbbb1745; bbbb1746; bbbb1747; bbbb1748; bbbb1749;
bbbb1750; bbbb1751; bbbb1752; bbbb1753; bbbb1754; bbbb1755; bbbb1756; bbbb1757; bbbb1758; bbbb1759;
bbbb1760; bbbb1761; bbbb1762; bbbb1763; bbbb1764; bbbb1765; bbbb1766; bbbb1767; bbbb1768; bbbb1769;
bbbb1770; bbbb1771; bbbb1772; bbbb1773; bbbb1774; bbbb1775; bbbb1776; bbbb1777; bbbb1778; bbbb1779;
bbbb1780; bbbb1781; bbbb1782; bbbb1783; bbbb1784; bbbb1785; bbbb1786; bbbb1787; bbbb1788; bbbb1789;
bbbb1790; bbbb1791; bbbb1792; bbbb1793; bbbb1794; bbbb1795; bbbb1796; bbbb1797; bbbb1798; bbbb1799;
bbbb1800; bbbb1801; bbbb1802; bbbb1803; bbbb1804; bbbb1805; bbbb1806; bbbb1807; bbbb1808; bbbb1809;
bbbb1810; bbbb1811; bbbb1812; bbbb1813; bbbb1814; bbbb1815; bbbb1816; bbbb1817; bbbb1818; bbbb1819;
bbbb1820; bbbb1821; bbbb1822; bbbb1823; bbbb1824; bbbb1825; bbbb1826; bbbb1827; bbbb1828; bbbb1829;
bbbb1830; bbbb1831; bbbb1832; bbbb1833; bbbb1834; bbbb1835; bbbb1836; bbbb1837; bbbb1838; bbbb1839;
bbbb1840; bbbb1841; bbbb1842; bbbb1843; bbbb1844; bbbb1845; bbbb1846; bbbb1847; bbbb1848; bbbb1849;
bbbb1850; bbbb1851; bbbb1852; bbbb1853; bbbb1854; bbbb1855; bbbb1856; bbbb1857; bbbb1858; bbbb1859;
bbbb1860; bbbb1861; bbbb1862; bbbb1863; bbbb1864; bbbb1865; bbbb1866; bbbb1867; bbbb1868; bbbb1869;
bbbb1870; bbbb1871; bbbb1872; bbbb1873; bbbb1874; bbbb1875; bbbb1876; bbbb1877; bbbb1878; bbbb1879;
bbbb1880; bbbb1881; bbbb1882; bbbb1883; bbbb1884; bbbb1885; bbbb1886; bbbb1887; bbbb1888; bbbb1889;
bbbb1890; bbbb1891; bbbb1892; bbbb1893; bbbb1894; bbbb1895; bbbb1896; bbbb1897; bbbb1898; bbbb1899;
bbbb1900; bbbb1901; bbbb1902; bbbb1903; bbbb1904; bbbb1905; bbbb1906; bbbb1907; bbbb1908; bbbb1909;
bbbb1910; bbbb1911; bbbb1912; bbbb1913; bbbb1914; bbbb1915; bbbb1916; bbbb1917; bbbb1918; bbbb1919;
bbbb1920; bbbb1921; bbbb1922; bbbb1923; bbbb1924; bbbb1925; bbbb1926; bbbb1927; bbbb1928; bbbb1929;
bbbb1930; bbbb1931; bbbb1932; bbbb1933; bbbb1934; bbbb1935; bbbb1936; bbbb1937; bbbb1938; bbbb1939;
bbbb1940; bbbb1941; bbbb1942; bbbb1943; bbbb1944; bbbb1945; bbbb1946; bbbb1947; bbbb1948; bbbb1949;
bbbb1950; bbbb1951; bbbb1952; bbbb1953; bbbb1954; bbbb1955; bbbb1956; bbbb1957; bbbb1958; bbbb1959;
bbbb1960; bbbb1961; bbbb1962; bbbb1963; bbbb1964; bbbb1965; bbbb1966; bbbb1967; bbbb1968; bbbb1969;
bbbb1970; bbbb1971; bbbb1972; bbbb1973; bbbb1974; bbbb1975; bbbb1976; bbbb1977; bbbb1978; bbbb1979;
bbbb1980; bbbb1981; bbbb1982; bbbb1983; bbbb1984; bbbb1985; bbbb1986; bbbb1987; bbbb1988; bbbb1989;
bbbb1990; bbbb1991; bbbb1992; bbbb1993; bbbb1994; bbbb1995; bbbb1996; bbbb1997; bbbb1998; bbbb1999;
bbbb2000; bbbb2001; bbbb2002; bbbb2003; bbbb2004; bbbb2005; bbbb2006; bbbb2007; bbbb2008; bbbb2009;
bbbb2010; bbbb2011; bbbb2012; bbbb2013; bbbb2014; bbbb2015; bbbb2016; bbbb2017; bbbb2018; bbbb2019;
bbbb2020; bbbb2021; bbbb2022; bbbb2023; bbbb2024; bbbb2025; bbbb2026; bbbb2027; bbbb2028; bbbb2029;
bbbb2030; bbbb2031; bbbb2032; bbbb2033; bbbb2034; bbbb2035; bbbb2036; bbbb2037; bbbb2038; bbbb2039;
bbbb2040; bbbb2041; bbbb2042; bbbb2043; bbbb2044; bbbb2045; bbbb2046; bbbb2047; bbbb2048; bbbb2049;
bbbb2050; bbbb2051; bbbb2052; bbbb2053; bbbb2054; bbbb2055; bbbb2056; bbbb2057; bbbb2058; bbbb2059;
bbbb2060; bbbb2061; bbbb2062; bbbb2063; bbbb2064; bbbb2065; bbbb2066; bbbb2067; bbbb2068; bbbb2069;
bbbb2070; bbbb2071; bbbb2072; bbbb2073; bbbb2074; bbbb2075; bbbb2076; bbbb2077; bbbb2078; bbbb2079;
bbbb2080; bbbb2081; bbbb2082; bbbb2083; bbbb2084; bbbb2085; bbbb2086; bbbb2087; bbbb2088; bbbb2089;
bbbb2090; bbbb2091; bbbb2092; bbbb2093; bbbb2094; bbbb2095; bbbb2096; bbbb2097; bbbb2098; bbbb2099;
bbbb2100; bbbb2101; bbbb2102; bbbb2103; bbbb2104; bbbb2105; bbbb2106; bbbb2107; bbbb2108; bbbb2109;
bbbb2110; bbbb2111; bbbb2112; bbbb2113; bbbb2114; bbbb2115; bbbb2116; bbbb2117; bbbb2118; bbbb2119;
bbbb2120; bbbb2121; bbbb2122; bbbb2123; bbbb2124; bbbb2125; bbbb2126; bbbb2127; bbbb2128; bbbb2129;
bbbb2130; bbbb2131; bbbb2132; bbbb2133; bbbb2134; bbbb2135; bbbb2136; bbbb2137; bbbb2138; bbbb2139;
bbbb2140; bbbb2141; bbbb2142; bbbb2143; bbbb2144; bbbb2145; bbbb2146; bbbb2147; bbbb2148; bbbb2149;
bbbb2150; bbbb2151; bbbb2152; bbbb2153; bbbb2154; bbbb2155; bbbb2156; bbbb2157; bbbb2158; bbbb2159;
bbbb2160; bbbb2161; bbbb2162; bbbb2163; bbbb2164; bbbb2165; bbbb2166; bbbb2167; bbbb2168; bbbb2169;
bbbb2170; bbbb2171; bbbb2172; bbbb2173; bbbb2174; bbbb2175; bbbb2176; bbbb2177; bbbb2178; bbbb2179;
bbbb2180; bbbb2181; bbbb2182; bbbb2183; bbbb2184; bbbb2185; bbbb2186; bbbb2187; bbbb2188; bbbb2189;
bbbb2190; bbbb2191; bbbb2192; bbbb2193; bbbb2194; bbbb2195; bbbb2196; bbbb2197; bbbb2198; bbbb2199;
bbbb2200; bbbb2201; bbbb2202; bbbb2203; bbbb2204; bbbb2205; bbbb2206; bbbb2207; bbbb2208; bbbb2209;
bbbb2210; bbbb2211; bbbb2212; bbbb2213; bbbb2214; bbbb2215; bbbb2216; bbbb2217; bbbb2218; bbbb2219;
bbbb2220; bbbb2221; bbbb2222; bbbb2223; bbbb2224; bbbb2225; bbbb2226; bbbb2227; bbbb2228; bbbb2229;
bbbb2230; bbbb2231; bbbb2232; bbbb2233; bbbb2234; bbbb2235; bbbb2236; bbbb2237; bbbb2238; bbbb2239;
bbbb2240; bbbb2241; bbbb2242; bbbb2243; bbbb2244; bbbb2245; bbbb2246; bbbb2247; bbbb2248; bbbb2249;
bbbb2250; bbbb2251; bbbb2252; bbbb2253; bbbb2254; bbbb2255; bbbb2256; bbbb2257; bbbb2258; bbbb2259;
bbbb2260; bbbb2261; bbbb2262; bbbb2263; bbbb2264; bbbb2265; bbbb2266; bbbb2267; bbbb2268; bbbb2269;
bbbb2270; bbbb2271; bbbb2272; bbbb2273; bbbb2274; bbbb2275; bbbb2276; bbbb2277; bbbb2278; bbbb2279;
bbbb2280; bbbb2281; bbbb2282; bbbb2283; bbbb2284; bbbb2285; bbbb2286; bbbb2287; bbbb2288; bbbb2289;
bbbb2290; bbbb2291; bbbb2292; bbbb2293; bbbb2294; bbbb2295; bbbb2296; bbbb2297; bbbb2298; bbbb2299;
bbbb2300; bbbb2301; bbbb2302; bbbb2303; bbbb2304; bbbb2305; bbbb2306; bbbb2307; bbbb2308; bbbb2309;
bbbb2310; bbbb2311; bbbb2312; bbbb2313; bbbb2314; bbbb2315; bbbb2316; bbbb2317; bbbb2318; bbbb2319;
bbbb2320; bbbb2321; bbbb2322; bbbb2323; bbbb2324; bbbb2325; bbbb2326; bbbb2327; bbbb2328; bbbb2329;
bbbb2330; bbbb2331; bbbb2332; bbbb2333; bbbb2334; bbbb2335; bbbb2336; bbbb2337; bbbb2338; bbbb2339;
bbbb2340; bbbb2341; bbbb2342; bbbb2343; bbbb2344; bbbb2345; bbbb2346; bbbb2347; bbbb2348; bbbb2349;
bbbb2350; bbbb2351; bbbb2352; bbbb2353; bbbb2354; bbbb2355; bbbb2356; bbbb2357; bbbb2358; bbbb2359;
bbbb2360; bbbb2361; bbbb2362; bbbb2363; bbbb2364; bbbb2365; bbbb2366; bbbb2367; bbbb2368; bbbb2369;
bbbb2370; bbbb2371; bbbb2372; bbbb2373; bbbb2374; bbbb2375; bbbb2376; bbbb2377; bbbb2378; bbbb2379;
bbbb2380; bbbb2381; bbbb2382; bbbb2383; bbbb2384; bbbb2385; bbbb2386; bbbb2387; bbbb2388; bbbb2389;
bbbb2390; bbbb2391; bbbb2392; bbbb2393; bbbb2394; bbbb2395; bbbb2396; bbbb2397; bbbb2398; bbbb2399;
bbbb2400; bbbb2401; bbbb2402; bbbb2403; bbbb2404; bbbb2405; bbbb2406; bbbb2407; bbbb2408; bbbb2409;
bbbb2410; bbbb2411; bbbb2412; bbbb2413; bbbb2414; bbbb2415; bbbb2416; bbbb2417; bbbb2418; bbbb2419;
bbbb2420; bbbb2421; bbbb2422; bbbb2423; bbbb2424; bbbb2425; bbbb2426; bbbb2427; bbbb2428; bbbb2429;
bbbb2430; bbbb2431; bbbb2432; bbbb2433; bbbb2434; bbbb2435; bbbb2436; bbbb2437; bbbb2438; bbbb2439;
bbbb2440; bbbb2441; bbbb2442; bbbb2443; bbbb2444; bbbb2445; bbbb2446; bbbb2447; bbbb2448; bbbb2449;
bbbb2450; bbbb2451; bbbb2452; bbbb2453; bbbb2454; bbbb2455; bbbb2456; bbbb2457; bbbb2458; bbbb2459;
bbbb2460; bbbb2461; bbbb2462; bbbb2463; bbbb2464; bbbb2465; bbbb2466; bbbb2467; bbbb2468; bbbb2469;
bbbb2470; bbbb2471; bbbb2472; bbbb2473; bbbb2474; bbbb2475; bbbb2476; bbbb2477; bbbb2478; bbbb2479;
bbbb2480; bbbb2481; bbbb2482; bbbb2483; bbbb2484; bbbb2485; bbbb2486; bbbb2487; bbbb2488; bbbb2489;
bbbb2490; bbbb2491; bbbb2492; bbbb2493; bbbb2494; bbbb2495; bbbb2496; bbbb2497; bbbb2498; bbbb2499;
bbbb2500; bbbb2501; bbbb2502; bbbb2503; bbbb2504; bbbb2505; bbbb2506; bbbb2507; bbbb2508; bbbb2509;
bbbb2510; bbbb2511; bbbb2512; bbbb2513; bbbb2514; bbbb2515; bbbb2516; bbbb2517; bbbb2518; bbbb2519;
bbbb2520; bbbb2521; bbbb2522; bbbb2523; bbbb2524; bbbb2525; bbbb2526; bbbb2527; bbbb2528; bbbb2529;
bbbb2530; bbbb2531; bbbb2532; bbbb2533; bbbb2534; bbbb2535; bbbb2536; bbbb2537; bbbb2538; bbbb2539;
bbbb2540; bbbb2541; bbbb2542; bbbb2543; bbbb2544; bbbb2545; bbbb2546; bbbb2547; bbbb2548; bbbb2549;
bbbb2550; bbbb2551; bbbb2552; bbbb2553; bbbb2554; bbbb2555; bbbb2556; bbbb2557; bbbb2558; bbbb2559;
bbbb2560; bbbb2561; bbbb2562; bbbb2563; bbbb2564; bbbb2565; bbbb2566; bbbb2567; bbbb2568; bbbb2569;
bbbb2570; bbbb2571; bbbb2572; bbbb2573; bbbb2574; bbbb2575; bbbb2576; bbbb2577; bbbb2578; bbbb2579;
bbbb2580; bbbb2581; bbbb2582; bbbb2583; bbbb2584; bbbb2585; bbbb2586; bbbb2587; bbbb2588; bbbb2589;
bbbb2590; bbbb2591; bbbb2592; bbbb2593; bbbb2594; bbbb2595; bbbb2596; bbbb2597; bbbb2598; bbbb2599;
bbbb2600; bbbb2601; bbbb2602; bbbb2603; bbbb2604; bbbb2605; bbbb2606; bbbb2607; bbbb2608; bbbb2609;
bbbb2610; bbbb2611; bbbb2612; bbbb2613; bbbb2614; bbbb2615; bbbb2616; bbbb2617; bbbb2618; bbbb2619;
bbbb2620; bbbb2621; bbbb2622; bbbb2623; bbbb2624; bbbb2625; bbbb2626; bbbb2627; bbbb2628; bbbb2629;
bbbb2630; bbbb2631; bbbb2632; bbbb2633; bbbb2634; bbbb2635; bbbb2636; bbbb2637; bbbb2638; bbbb2639;
bbbb2640; bbbb2641; bbbb2642; bbbb2643; bbbb2644; bbbb2645; bbbb2646; bbbb2647; bbbb2648; bbbb2649;
bbbb2650; bbbb2651; bbbb2652; bbbb2653; bbbb2654; bbbb2655; bbbb2656; bbbb2657; bbbb2658; bbbb2659;
bbbb2660; bbbb2661; bbbb2662; bbbb2663; bbbb2664; bbbb2665; bbbb2666; bbbb2667; bbbb2668; bbbb2669;
bbbb2670; bbbb2671; bbbb2672; bbbb2673; bbbb2674; bbbb2675; bbbb2676; bbbb2677; bbbb2678; bbbb2679;
bbbb2680; bbbb2681; bbbb2682; bbbb2683; bbbb2684; bbbb2685; bbbb2686; bbbb2687; bbbb2688; bbbb2689;
bbbb2690; bbbb2691; bbbb2692; bbbb2693; bbbb2694; bbbb2695; bbbb2696; bbbb2697; bbbb2698; bbbb2699;
bbbb2700; bbbb2701; bbbb2702; bbbb2703; bbbb2704; bbbb2705; bbbb2706; bbbb2707; bbbb2708; bbbb2709;
bbbb2710; bbbb2711; bbbb2712; bbbb2713; bbbb2714; bbbb2715; bbbb2716; bbbb2717; bbbb2718; bbbb2719;
bbbb2720; bbbb2721; bbbb2722; bbbb2723; bbbb2724; bbbb2725; bbbb2726; bbbb2727; bbbb2728; bbbb2729;
bbbb2730; bbbb2731; bbbb2732; bbbb2733; bbbb2734; bbbb2735; bbbb2736; bbbb2737; bbbb2738; bbbb2739;
bbbb2740; bbbb2741; bbbb2742; bbbb2743; bbbb2744; bbbb2745; bbbb2746; bbbb2747; bbbb2748; bbbb2749;
bbbb2750; bbbb2751; bbbb2752; bbbb2753; bbbb2754; bbbb2755; bbbb2756; bbbb2757; bbbb2758; bbbb2759;
bbbb2760; bbbb2761; bbbb2762; bbbb2763; bbbb2764; bbbb2765; bbbb2766; bbbb2767; bbbb2768; bbbb2769;
bbbb2770; bbbb2771; bbbb2772; bbbb2773; bbbb2774; bbbb2775; bbbb2776; bbbb2777; bbbb2778; bbbb2779;
bbbb2780; bbbb2781; bbbb2782; bbbb2783; bbbb2784; bbbb2785; bbbb2786; bbbb2787; bbbb2788; bbbb2789;
bbbb2790; bbbb2791; bbbb2792; bbbb2793; bbbb2794; bbbb2795; bbbb2796; bbbb2797; bbbb2798; bbbb2799;
bbbb2800; bbbb2801; bbbb2802; bbbb2803; bbbb2804; bbbb2805; bbbb2806; bbbb2807; bbbb2808; bbbb2809;
bbbb2810; bbbb2811; bbbb2812; bbbb2813; bbbb2814; bbbb2815; bbbb2816; bbbb2817; bbbb2818; bbbb2819;
bbbb2820; bbbb2821; bbbb2822; bbbb2823; bbbb2824; bbbb2825; bbbb2826; bbbb2827; bbbb2828; bbbb2829;
bbbb2830; bbbb2831; bbbb2832; bbbb2833; bbbb2834; bbbb2835; bbbb2836; bbbb2837; bbbb2838; bbbb2839;
bbbb2840; bbbb2841; bbbb2842; bbbb2843; bbbb2844; bbbb2845; bbbb2846; bbbb2847; bbbb2848; bbbb2849;
bbbb2850; bbbb2851; bbbb2852; bbbb2853; bbbb2854; bbbb2855; bbbb2856; bbbb2857; bbbb2858; bbbb2859;
bbbb2860; bbbb2861; bbbb2862; bbbb2863; bbbb2864; bbbb2865; bbbb2866; bbbb2867; bbbb2868; bbbb2869;
bbbb2870; bbbb2871; bbbb2872; bbbb2873; bbbb2874; bbbb2875; bbbb2876; bbbb2877; bbbb2878; bbbb2879;
bbbb2880; bbbb2881; bbbb2882; bbbb2883; bbbb2884; bbbb2885; bbbb2886; bbbb2887; bbbb2888; bbbb2889;
bbbb2890; bbbb2891; bbbb2892; bbbb2893; bbbb2894; bbbb2895; bbbb2896; bbbb2897; bbbb2898; bbbb2899;
bbbb2900; bbbb2901; bbbb2902; bbbb2903; bbbb2904; bbbb2905; bbbb2906; bbbb2907; bbbb2908; bbbb2909;
bbbb2910; bbbb2911; bbbb2912; bbbb2913; bbbb2914; bbbb2915; bbbb2916; bbbb2917; bbbb2918; bbbb2919;
bbbb2920; bbbb2921; bbbb2922; bbbb2923; bbbb2924; bbbb2925; bbbb2926; bbbb2927; bbbb2928; bbbb2929;
bbbb2930; bbbb2931; bbbb2932; bbbb2933; bbbb2934; bbbb2935; bbbb2936; bbbb2937; bbbb2938; bbbb2939;
bbbb2940; bbbb2941; bbbb2942; bbbb2943; bbbb2944; bbbb2945; bbbb2946; bbbb2947; bbbb2948; bbbb2949;
bbbb2950; bbbb2951; bbbb2952; bbbb2953; bbbb2954; bbbb2955; bbbb2956; bbbb2957; bbbb2958; bbbb2959;
bbbb2960; bbbb2961; bbbb2962; bbbb2963; bbbb2964; bbbb2965; bbbb2966; bbbb2967; bbbb2968; bbbb2969;
bbbb2970; bbbb2971; bbbb2972; bbbb2973; bbbb2974; bbbb2975; bbbb2976; bbbb2977; bbbb2978; bbbb2979;
bbbb2980; bbbb2981; bbbb2982; bbbb2983; bbbb2984; bbbb2985; bbbb2986; bbbb2987; bbbb2988; bbbb2989;
bbbb2990; bbbb2991; bbbb2992; bbbb2993; bbbb2994; bbbb2995; bbbb2996; bbbb2997; bbbb2998; bbbb2999;
bbbb3000; bbbb3001; bbbb3002; bbbb3003; bbbb3004; bbbb3005; bbbb3006; bbbb3007; bbbb3008; bbbb3009;
bbbb3010; bbbb3011; bbbb3012; bbbb3013; bbbb3014; bbbb3015; bbbb3016; bbbb3017; bbbb3018; bbbb3019;
bbbb3020; bbbb3021; bbbb3022; bbbb3023; bbbb3024; bbbb3025; bbbb3026; bbbb3027; bbbb3028; bbbb3029;
bbbb3030; bbbb3031; bbbb3032; bbbb3033; bbbb3034; bbbb3035; bbbb3036; bbbb3037; bbbb3038; bbbb3039;
bbbb3040; bbbb3041; bbbb3042; bbbb3043; bbbb3044; bbbb3045; bbbb3046; bbbb3047; bbbb3048; bbbb3049;
bbbb3050; bbbb3051; bbbb3052; bbbb3053; bbbb3054; bbbb3055; bbbb3056; bbbb3057; bbbb3058; bbbb3059;
bbbb3060; bbbb3061; bbbb3062; bbbb3063; bbbb3064; bbbb3065; bbbb3066; bbbb3067; bbbb3068; bbbb3069;
bbbb3070; bbbb3071; bbbb3072; bbbb3073; bbbb3074; bbbb3075; bbbb3076; bbbb3077; bbbb3078; bbbb3079;
bbbb3080; bbbb3081; bbbb3082; bbbb3083; bbbb3084; bbbb3085; bbbb3086; bbbb3087; bbbb3088; bbbb3089;
bbbb3090; bbbb3091; bbbb3092; bbbb3093; bbbb3094; bbbb3095; bbbb3096; bbbb3097; bbbb3098; bbbb3099;
bbbb3100; bbbb3101; bbbb3102; bbbb3103; bbbb3104; bbbb3105; bbbb3106; bbbb3107; bbbb3108; bbbb3109;
bbbb3110; bbbb3111; bbbb3112; bbbb3113; bbbb3114; bbbb3115; bbbb3116; bbbb3117; bbbb3118; bbbb3119;
bbbb3120; bbbb3121; bbbb3122; bbbb3123; bbbb3124; bbbb3125; bbbb3126; bbbb3127; bbbb3128; bbbb3129;
bbbb3130; bbbb3131; bbbb3132; bbbb3133; bbbb3134; bbbb3135; bbbb3136; bbbb3137; bbbb3138; bbbb3139;
bbbb3140; bbbb3141; bbbb3142; bbbb3143; bbbb3144; bbbb3145; bbbb3146; bbbb3147; bbbb3148; bbbb3149;
bbbb3150; bbbb3151; bbbb3152; bbbb3153; bbbb3154; bbbb3155; bbbb3156; bbbb3157; bbbb3158; bbbb3159;
bbbb3160; bbbb3161; bbbb3162; bbbb3163; bbbb3164; bbbb3165; bbbb3166; bbbb3167; bbbb3168; bbbb3169;
bbbb3170; bbbb3171; bbbb3172; bbbb3173; bbbb3174; bbbb3175; bbbb3176; bbbb3177; bbbb3178; bbbb3179;
bbbb3180; bbbb3181; bbbb3182; bbbb3183; bbbb3184; bbbb3185; bbbb3186; bbbb3187; bbbb3188; bbbb3189;
bbbb3190; bbbb3191; bbbb3192; bbbb3193; bbbb3194; bbbb3195; bbbb3196; bbbb3197; bbbb3198; bbbb3199;
bbbb3200; bbbb3201; bbbb3202; bbbb3203; bbbb3204; bbbb3205; bbbb3206; bbbb3207; bbbb3208; bbbb3209;
bbbb3210; bbbb3211; bbbb3212; bbbb3213; bbbb3214; bbbb3215; bbbb3216; bbbb3217; bbbb3218; bbbb3219;
bbbb3220; bbbb3221; bbbb3222; bbbb3223; bbbb3224; bbbb3225; bbbb3226; bbbb3227; bbbb3228; bbbb3229;
bbbb3230; bbbb3231; bbbb3232; bbbb3233; bbbb3234; bbbb3235; bbbb3236; bbbb3237; bbbb3238; bbbb3239;
bbbb3240; bbbb3241; bbbb3242; bbbb3243; bbbb3244; bbbb3245; bbbb3246; bbbb3247; bbbb3248; bbbb3249;
bbbb3250; bbbb3251; bbbb3252; bbbb3253; bbbb3254; bbbb3255; bbbb3256; bbbb3257; bbbb3258; bbbb3259;
bbbb3260; bbbb3261; bbbb3262; bbbb3263; bbbb3264; bbbb3265; bbbb3266; bbbb3267; bbbb3268; bbbb3269;
bbbb3270; bbbb3271; bbbb3272; bbbb3273; bbbb3274; bbbb3275; bbbb3276; bbbb3277; bbbb3278; bbbb3279;
bbbb3280; bbbb3281; bbbb3282; bbbb3283; bbbb3284; bbbb3285; bbbb3286; bbbb3287; bbbb3288; bbbb3289;
bbbb3290; bbbb3291; bbbb3292; bbbb3293; bbbb3294; bbbb3295; bbbb3296; bbbb3297; bbbb3298; bbbb3299;
bbbb3300; bbbb3301; bbbb3302; bbbb3303; bbbb3304; bbbb3305; bbbb3306; bbbb3307; bbbb3308; bbbb3309;
bbbb3310; bbbb3311; bbbb3312; bbbb3313; bbbb3314; bbbb3315; bbbb3316; bbbb3317; bbbb3318; bbbb3319;
bbbb3320; bbbb3321; bbbb3322; bbbb3323; bbbb3324; bbbb3325; bbbb3326; bbbb3327; bbbb3328; bbbb3329;
bbbb3330; bbbb3331; bbbb3332; bbbb3333; bbbb3334; bbbb3335; bbbb3336; bbbb3337; bbbb3338; bbbb3339;
bbbb3340; bbbb3341; bbbb3342; bbbb3343; bbbb3344; bbbb3345; bbbb3346; bbbb3347; bbbb3348; bbbb3349;
bbbb3350; bbbb3351; bbbb3352; bbbb3353; bbbb3354; bbbb3355; bbbb3356; bbbb3357; bbbb3358; bbbb3359;
bbbb3360; bbbb3361; bbbb3362; bbbb3363; bbbb3364; bbbb3365; bbbb3366; bbbb3367; bbbb3368; bbbb3369;
bbbb3370; bbbb3371; bbbb3372; bbbb3373; bbbb3374; bbbb3375; bbbb3376; bbbb3377; bbbb3378; bbbb3379;
bbbb3380; bbbb3381; bbbb3382; bbbb3383; bbbb3384; bbbb3385; bbbb3386; bbbb3387; bbbb3388; bbbb3389;
bbbb3390; bbbb3391; bbbb3392; bbbb3393; bbbb3394; bbbb3395; bbbb3396; bbbb3397; bbbb3398; bbbb3399;
bbbb3400; bbbb3401; bbbb3402; bbbb3403; bbbb3404; bbbb3405; bbbb3406; bbbb3407; bbbb3408; bbbb3409;
bbbb3410; bbbb3411; bbbb3412; bbbb3413; bbbb3414; bbbb3415; bbbb3416; bbbb3417; bbbb3418; bbbb3419;
bbbb3420; bbbb3421; bbbb3422; bbbb3423; bbbb3424; bbbb3425; bbbb3426; bbbb3427; bbbb3428; bbbb3429;
bbbb3430; bbbb3431; bbbb3432; bbbb3433; bbbb3434; bbbb3435; bbbb3436; bbbb3437; bbbb3438; bbbb3439;
bbbb3440; bbbb3441; bbbb3442; bbbb3443; bbbb3444; bbbb3445; bbbb3446; bbbb3447; bbbb3448; bbbb3449;
bbbb3450; bbbb3451; bbbb3452; bbbb3453; bbbb3454; bbbb3455; bbbb3456; bbbb3457; bbbb3458; bbbb3459;
bbbb3460; bbbb3461; bbbb3462; bbbb3463; bbbb3464; bbbb3465; bbbb3466; bbbb3467; bbbb3468; bbbb3469;
bbbb3470; bbbb3471; bbbb3472; bbbb3473; bbbb3474; bbbb3475; bbbb3476; bbbb3477; bbbb3478; bbbb3479;
bbbb3480; bbbb3481; bbbb3482; bbbb3483; bbbb3484; bbbb3485; bbbb3486; bbbb3487; bbbb3488; bbbb3489;
bbbb3490; bbbb3491; bbbb3492; bbbb3493; bbbb3494; bbbb3495; bbbb3496; bbbb3497; bbbb3498; bbbb3499;

export function compressFrame(frame) {
  return frame.data;
}

export function decompressFrame(bytes) {
  return bytes;
}
